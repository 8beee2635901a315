import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stateDamaged, TestbedError } from './testbed-error.ts'

const VERSION = 1

/** Where things stand in a newsroom's folder. */
export interface NewsroomPaths {
  readonly identity: string
  readonly passphrases: string
  readonly rootKey: string
  /** The eight words of the demonstration's contributor. */
  readonly words: string
  /** Folders of the two editors' desks. */
  readonly desks: readonly [string, string]
  readonly relay: string
  readonly readerScript: string
  readonly deskPage: string
}

/** The places in `folder`. */
export function newsroomPaths(folder: string): NewsroomPaths {
  return {
    identity: join(folder, 'newsroom.json'),
    passphrases: join(folder, 'demo-passphrases.json'),
    rootKey: join(folder, 'root-key'),
    words: join(folder, 'demo-words.json'),
    desks: [join(folder, 'desk-1'), join(folder, 'desk-2')],
    relay: join(folder, 'relay'),
    readerScript: join(folder, 'reader.js'),
    deskPage: join(folder, 'desk-page'),
  }
}

/** Writes down which newsroom lives here: its id, 64 hexadecimal digits, is public. */
export async function writeIdentity(path: string, newsroomId: string): Promise<void> {
  const text = JSON.stringify({ version: VERSION, newsroomId }, null, 2)
  await writeFile(path, `${text}\n`, { flag: 'wx', flush: true })
}

/** Reads the newsroom's id. Throws `state-damaged`, or `state-newer` for what a later version wrote. */
export async function readIdentity(path: string): Promise<string> {
  const { version, newsroomId } = await readRecord(path)
  if (typeof version === 'number' && version > VERSION) {
    const sentence = `${path} was written by a newer Cronista: run that one, or npm start -- --fresh to set this newsroom aside.`
    throw new TestbedError('state-newer', sentence)
  }
  if (version !== VERSION || typeof newsroomId !== 'string' || !/^[0-9a-f]{64}$/.test(newsroomId))
    throw stateDamaged(path)
  return newsroomId
}

async function readRecord(path: string): Promise<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof read === 'object' && read !== null) return read as Record<string, unknown>
  } catch (cause) {
    throw stateDamaged(path, cause)
  }
  throw stateDamaged(path)
}
