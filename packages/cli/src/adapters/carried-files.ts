// Files that people carry from one machine to another: text, so that they can also be mailed, pasted and
// printed. None is ever overwritten.
import { constants } from 'node:fs'
import { mkdir, open, readFile, rm, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fromBase64Url, toBase64Url } from '@cronista/protocol'
import { CliError } from '../cli-error.ts'
import { syncFolder } from './durable-file.ts'

const MAX_BYTES = 1_048_576
const LINE = 76
/** Of Linux: tmpfs and ramfs. */
const MEMORY_FILE_SYSTEMS = new Set([0x01021994, 0x858458f6])

/** Makes a folder for its owner alone, if it is not there. Throws `folder-not-writable`. */
export async function makeOwnFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new CliError('folder-not-writable', folder, { cause })
  }
}

/** Writes a text for its owner alone to read, durably. Throws `file-exists` rather than overwrite one, and
 *  `storage-failed`, with nothing left of it. */
export async function writeNewText(path: string, text: string): Promise<void> {
  // Not by a rename, which takes another file's place, nor by a link, which USB sticks do not know.
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    throw new CliError(codeOf(cause) === 'EEXIST' ? 'file-exists' : 'storage-failed', path, {
      cause,
    })
  })
  try {
    await file.writeFile(text)
    await file.sync()
    await syncFolder(dirname(path))
  } catch (cause) {
    await rm(path, { force: true })
    throw new CliError('storage-failed', path, { cause })
  } finally {
    await file.close()
  }
}

/** Throws `file-exists` if something is at this path. */
export async function requireFree(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY).catch(() => undefined)
  await handle?.close()
  if (handle !== undefined) throw new CliError('file-exists', path)
}

/** Reads a text. Throws `file-unreadable`. */
export async function readText(path: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8')
    if (text.length > MAX_BYTES) throw new CliError('file-unreadable', path)
    return text
  } catch (cause) {
    if (cause instanceof CliError) throw cause
    throw new CliError('file-unreadable', path, { cause })
  }
}

/** Writes bytes as text, as {@link writeNewText}. */
export async function writeNewBytes(path: string, bytes: Uint8Array): Promise<void> {
  const text = toBase64Url(bytes).replaceAll(new RegExp(`.{${LINE}}`, 'gu'), '$&\n')
  await writeNewText(path, `${text.trimEnd()}\n`)
}

/** Reads what {@link writeNewBytes} wrote; spaces and line breaks do not matter. Throws `file-unreadable`. */
export async function readBytes(path: string): Promise<Uint8Array> {
  const text = await readText(path)
  return fromBase64Url(text.replaceAll(/\s/gu, '')) ?? unreadable(path)
}

/** Whether what stands in this folder is in memory alone; `undefined` where the system does not say. */
export async function isInMemory(folder: string): Promise<boolean | undefined> {
  const found = await statfs(folder).catch(() => undefined)
  return found === undefined ? undefined : MEMORY_FILE_SYSTEMS.has(found.type)
}

function unreadable(path: string): never {
  throw new CliError('file-unreadable', path)
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
