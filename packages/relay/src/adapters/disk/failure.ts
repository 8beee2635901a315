import { RelayError, type Sentence } from '../../domain/relay-error.ts'

/** The system's name for what went wrong (`ENOSPC`), if it gave one. */
function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** What an operator can do about the commonest. */
const meanings: Readonly<Record<string, Sentence>> = {
  EACCES: {
    es: 'la cuenta del servidor no puede escribir ahí',
    en: 'the relay’s account may not write there',
  },
  EDQUOT: {
    es: 'la parte del disco que le toca a la cuenta está llena; haga espacio',
    en: 'the account’s share of the disk is full; make room',
  },
  EMFILE: {
    es: 'hay demasiados archivos abiertos; suba el límite (ulimit -n)',
    en: 'too many files are open; raise the limit (ulimit -n)',
  },
  ENOSPC: { es: 'está lleno; haga espacio', en: 'it is full; make room' },
  EROFS: { es: 'está montado sólo para lectura', en: 'it is mounted for reading only' },
}

/** Does something with a disk, and translates its failure at the port. */
export async function onDisk<Value>(act: () => Promise<Value>): Promise<Value> {
  try {
    return await act()
  } catch (cause) {
    if (cause instanceof RelayError) throw cause
    const code = systemCodeOf(cause) ?? 'unknown'
    const meaning = meanings[code]
    const sentence = {
      es: `El disco falló: ${[code, meaning?.es].filter(Boolean).join(', ')}.`,
      en: `The disk failed: ${[code, meaning?.en].filter(Boolean).join(', ')}.`,
    }
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
