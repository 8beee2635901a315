import { DeskError } from '@cronista/desk'
import { RelayError } from '@cronista/relay'
import { deskFailed } from './desk-failure.ts'
import { TestbedError } from './testbed-error.ts'

const FRESH = 'npm start -- --fresh sets this newsroom aside and founds another.'

const refusals: Readonly<Record<string, string>> = {
  EACCES: 'it is not yours to write',
  EDQUOT: 'the disk is full',
  ENOSPC: 'the disk is full',
  EPERM: 'it is not yours to write',
  EROFS: 'the disk is read-only',
}

/** A sentence or two for whoever ran `npm start`: what failed and what to do. `undefined` for a bug. */
export function startFailure(error: unknown): string | undefined {
  if (error instanceof TestbedError) return error.message
  if (error instanceof RelayError)
    return error.code === 'state-damaged' ? `${error.message} ${FRESH}` : error.message
  if (error instanceof DeskError) return deskFailed('this newsroom', error.code).message
  const { code = '', path } = error as NodeJS.ErrnoException
  const refusal = refusals[code]
  return refusal && `${path ?? 'The state'} could not be written: ${refusal}.`
}
