import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wordList } from '@cronista/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawPassphrases, readPassphrases, writePassphrases } from './demo-passphrases.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cronista-passphrases-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

test('each is six words of the list, and all of the randomness is used', () => {
  const { editors } = drawPassphrases((length) => new Uint8Array(randomBytes(length)))
  for (const { passphrase } of editors) {
    const words = passphrase.split('-')
    expect(words).toHaveLength(6)
    for (const word of words) expect(wordList('en')).toContain(word)
  }
  const last = drawPassphrases((length) => new Uint8Array(length).fill(255)).root
  expect(last).toBe(Array(6).fill(wordList('en').at(-1)).join('-'))
})

test('they are read as they were written, by this account alone', async () => {
  const path = join(root, 'demo-passphrases.json')
  const passphrases = drawPassphrases((length) => new Uint8Array(randomBytes(length)))
  await writePassphrases(path, passphrases)
  expect(await readPassphrases(path)).toMatchObject(passphrases)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test.each(['', '{', 'null', '{"root":"a"}', '{"root":"a","editors":[{},{}]}'])(
  'a file that holds «%s» is damaged',
  async (text) => {
    const path = join(root, 'demo-passphrases.json')
    await writeFile(path, text)
    await expect(readPassphrases(path)).rejects.toMatchObject({ code: 'state-damaged' })
  },
)

test('a file that is gone is damage too', async () => {
  await expect(readPassphrases(join(root, 'none'))).rejects.toMatchObject({ code: 'state-damaged' })
})
