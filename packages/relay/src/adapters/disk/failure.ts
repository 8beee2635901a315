import { RelayError } from '../../domain/relay-error.ts'

/** The system's name for what went wrong (`ENOSPC`), if it gave one. */
function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** Does something with a disk, and translates its failure at the port. */
export async function onDisk<Value>(act: () => Promise<Value>): Promise<Value> {
  try {
    return await act()
  } catch (cause) {
    if (cause instanceof RelayError) throw cause
    throw new RelayError(
      'storage-failed',
      `The disk failed: ${systemCodeOf(cause) ?? 'unknown'}.`,
      {
        cause,
      },
    )
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
