/**
 * The eight words of the demonstration's contributor, in a file, so that an interrupted start goes on with
 * them and whoever looks on can read the newsroom's answer. A real contributor's words are written nowhere.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { drawWords, parityHolds, wordList, type Random } from '@cronista/protocol'
import { stateDamaged } from './testbed-error.ts'

const words = wordList('es')

/** The contributor's words, and whether an earlier start had drawn them. */
export interface DemoWords {
  /** Places in the word lists. */
  readonly indices: readonly number[]
  readonly wereKept: boolean
}

/** Reads the words back, or draws them and writes them where only this account can read them. Throws
 *  `state-damaged`. */
export async function keepWords(path: string, random: Random): Promise<DemoWords> {
  const kept = await readWords(path)
  if (kept !== undefined) return { indices: kept, wereKept: true }
  const indices = drawWords(random)
  const warning =
    'For a demonstration only: a contributor learns the words and writes them nowhere.'
  const text = JSON.stringify(
    { warning, words: indices.map((index) => words[index]).join(' ') },
    null,
    2,
  )
  // Half a file would be damage to the next start.
  await writeFile(`${path}.new`, `${text}\n`, { mode: 0o600, flush: true })
  await rename(`${path}.new`, path)
  return { indices, wereKept: false }
}

async function readWords(path: string): Promise<readonly number[] | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'))
    const isRecord = typeof read === 'object' && read !== null && 'words' in read
    const said = isRecord && typeof read.words === 'string' ? read.words : ''
    const indices = said.split(' ').map((word) => words.indexOf(word))
    if (parityHolds(indices)) return indices
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw stateDamaged(path, cause)
  }
  throw stateDamaged(path)
}
