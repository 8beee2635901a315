/**
 * Where a demonstration keeps its state, and who may touch it. Everything of one newsroom is in one
 * folder that comes into being, and is set aside, with a single rename: there is no half-founded
 * newsroom and no half-removed one.
 *
 *     .cronista/lock            held while the demonstration runs
 *     .cronista/newsroom/       the newsroom
 *     .cronista/old-1/ …        newsrooms set aside by --fresh
 */
import { constants } from 'node:fs'
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { TestbedError } from './testbed-error.ts'

/** The state of the demonstration, held by this process alone. */
export interface StateFolder {
  /** The newsroom's folder, whether or not it is there yet. */
  readonly newsroom: string
  /** Where a new newsroom is prepared; empty. */
  readonly founding: string
  isFounded(): Promise<boolean>
  /** Makes the prepared newsroom the current one. */
  finishFounding(): Promise<void>
  /** Moves the current newsroom out of the way; the path it is kept under, or `undefined` if there was none. */
  setAside(): Promise<string | undefined>
  release(): void
}

/** Takes hold of `path`, which is made if it is missing. Throws `folder-not-writable` or `state-in-use`. */
export async function openStateFolder(path: string): Promise<StateFolder> {
  const [newsroom, founding] = [join(path, 'newsroom'), join(path, 'founding')]
  try {
    await makeFolder(path)
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw notWritable(path, cause)
  }
  const release = lock(path)
  try {
    await rm(founding, { recursive: true, force: true })
    await mkdir(founding, { mode: 0o700 })
  } catch (cause) {
    release()
    throw notWritable(path, cause)
  }
  const isFounded = (): Promise<boolean> => exists(newsroom)
  return {
    newsroom,
    founding,
    isFounded,
    finishFounding: () => rename(founding, newsroom),
    async setAside() {
      if (!(await isFounded())) return undefined
      const kept = join(path, `old-${String(await nextOld(path))}`)
      await rename(newsroom, kept)
      return kept
    },
    release,
  }
}

/** Like `mkdir -p`, and ends also where no folder can be made: Node's own `recursive` never does under /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    const parent = dirname(path)
    if (code !== 'ENOENT' || (await exists(parent))) throw error
    await makeFolder(parent)
    await mkdir(path, { mode: 0o700 })
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function notWritable(path: string, cause: unknown): TestbedError {
  const sentence = `Cronista may not write its state to ${path}: make it a folder of yours, or name another one in CRONISTA_STATE.`
  return new TestbedError('folder-not-writable', sentence, { cause })
}

async function nextOld(path: string): Promise<number> {
  const names = await readdir(path)
  return 1 + Math.max(0, ...names.map((name) => Number(/^old-(\d{1,9})$/.exec(name)?.[1] ?? 0)))
}

/** A lock that the operating system lets go of when the process dies, however it dies. */
function lock(path: string): () => void {
  const file = join(path, 'lock')
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file)
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    const held = database
    return () => {
      held.close()
    }
  } catch (cause) {
    database?.close()
    const sentence = `Cronista is already running with the state in ${path}: stop that one first, or name another folder in CRONISTA_STATE.`
    throw isBusy(cause)
      ? new TestbedError('state-in-use', sentence, { cause })
      : notWritable(path, cause)
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
