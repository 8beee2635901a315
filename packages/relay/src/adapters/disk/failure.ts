import { RelayError } from '../../domain/relay-error.ts'

/** The system's name for what went wrong (`ENOSPC`), if it gave one. */
function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** What an operator can do about the commonest. */
const meanings: Readonly<Record<string, string>> = {
  EACCES: 'the relay’s account may not write there',
  EDQUOT: 'the account’s share of the disk is full; make room',
  EMFILE: 'too many files are open; raise the limit (ulimit -n)',
  ENOSPC: 'it is full; make room',
  EROFS: 'it is mounted for reading only',
}

/** Does something with a disk, and translates its failure at the port. */
export async function onDisk<Value>(act: () => Promise<Value>): Promise<Value> {
  try {
    return await act()
  } catch (cause) {
    if (cause instanceof RelayError) throw cause
    const code = systemCodeOf(cause) ?? 'unknown'
    const meaning = meanings[code]
    const sentence = `The disk failed: ${code}${meaning === undefined ? '' : `, ${meaning}`}.`
    throw new RelayError('storage-failed', sentence, { cause })
  }
}

/** Like {@link onDisk}, with `undefined` for a file that is not there. */
export async function unlessMissing<Value>(act: () => Promise<Value>): Promise<Value | undefined> {
  return onDisk(async () => {
    try {
      return await act()
    } catch (error) {
      const code = systemCodeOf(error)
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
      throw error
    }
  })
}
