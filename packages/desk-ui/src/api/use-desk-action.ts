import { useRef, useState } from 'react'
import { useSurroundings } from '../surroundings.tsx'
import type { DeskApi } from './desk-api.ts'
import { DeskFailure, type DeskFailureCode } from './desk-failure.ts'
import { useRefresh } from './desk-queries.ts'

/** Something that this page asks the desk to do. */
export type DeskAction<Answer> = (
  api: DeskApi,
  bearer: string,
  requestId: string,
) => Promise<Answer>

/** What a component shows of it. */
export interface DeskActionState {
  readonly isBusy: boolean
  readonly failure: DeskFailureCode | undefined
  /** Does it. Resolves to its answer, or to `undefined` if it failed; then `failure` says why. `what` is
   *  all that is asked for: as long as it is the same, trying again is the same request, which the desk
   *  does once. */
  readonly run: <Answer>(what: unknown, action: DeskAction<Answer>) => Promise<Answer | undefined>
  readonly forgetFailure: () => void
}

/** Lets a component ask the desk to do something, one thing at a time. */
export function useDeskAction(): DeskActionState {
  const { session, newRequestId } = useSurroundings()
  const refresh = useRefresh()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<DeskFailureCode>()
  const attempt = useRef<{ readonly what: string; readonly requestId: string }>(undefined)

  const run = async <Answer>(
    what: unknown,
    action: DeskAction<Answer>,
  ): Promise<Answer | undefined> => {
    if (isBusy) return undefined
    const asked = JSON.stringify(what)
    if (attempt.current?.what !== asked)
      attempt.current = { what: asked, requestId: newRequestId() }
    const { requestId } = attempt.current
    setBusy(true)
    setFailure(undefined)
    try {
      const answer = await session.call((api, bearer) => action(api, bearer, requestId))
      attempt.current = undefined
      refresh()
      return answer
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error
      setFailure(error.code)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  const forgetFailure = () => {
    setFailure(undefined)
  }
  return { isBusy, failure, run, forgetFailure }
}
