/**
 * The passphrases of a demonstration, in a file beside what they protect. That is what makes it a
 * demonstration: a real newsroom's passphrases are in its editors' heads.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { wordList, type Random } from '@cronista/protocol'
import { stateDamaged } from './testbed-error.ts'

const WORDS = 6

/** The demonstration's two editors and the root key, each with its passphrase. */
export interface DemoPassphrases {
  readonly root: string
  readonly editors: readonly [DemoEditor, DemoEditor]
}

/** An invented editor. */
export interface DemoEditor {
  readonly name: string
  readonly passphrase: string
}

const names = ['Inés', 'Tomás'] as const

/** Six words, 66 bits, without accents, so that any keyboard can type them. */
function drawPassphrase(random: Random): string {
  const words = wordList('en')
  const bytes = random(2 * WORDS)
  const drawn = Array.from({ length: WORDS }, (_, index) => {
    const [high = 0, low = 0] = bytes.subarray(2 * index)
    // 2,048 words: the lowest eleven bits of sixteen are as random as all of them.
    return words[((high << 8) | low) % words.length]
  })
  return drawn.join('-')
}

/** New passphrases for a new newsroom. */
export function drawPassphrases(random: Random): DemoPassphrases {
  const [first, second] = names
  return {
    root: drawPassphrase(random),
    editors: [
      { name: first, passphrase: drawPassphrase(random) },
      { name: second, passphrase: drawPassphrase(random) },
    ],
  }
}

/** Writes them where only this account can read them. */
export async function writePassphrases(path: string, passphrases: DemoPassphrases): Promise<void> {
  const warning = 'For a demonstration only: a real newsroom never writes its passphrases down.'
  const text = JSON.stringify({ warning, ...passphrases }, null, 2)
  await writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true })
}

/** Reads them back. Throws `state-damaged`. */
export async function readPassphrases(path: string): Promise<DemoPassphrases> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (arePassphrases(read)) return read
  } catch (cause) {
    throw stateDamaged(path, cause)
  }
  throw stateDamaged(path)
}

function arePassphrases(read: unknown): read is DemoPassphrases {
  if (typeof read !== 'object' || read === null) return false
  const { root, editors } = read as Record<string, unknown>
  return (
    typeof root === 'string' &&
    Array.isArray(editors) &&
    editors.length === 2 &&
    editors.every(isEditor)
  )
}

function isEditor(read: unknown): read is DemoEditor {
  if (typeof read !== 'object' || read === null) return false
  const { name, passphrase } = read as Record<string, unknown>
  return typeof name === 'string' && typeof passphrase === 'string'
}
