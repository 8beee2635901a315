import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { discardFolder, temporaryFolder } from './adapters/disk/temporary-folder.fixture.ts'
import { parseConfig, readConfig } from './config.ts'
import { RelayError } from './domain/relay-error.ts'

const LEAST = { folder: '/state', port: 0, newsroomId: 'ab'.repeat(32) }

it('needs a folder, a port and a newsroom, and knows the rest', () => {
  expect(parseConfig(LEAST)).toEqual({
    ...LEAST,
    host: '127.0.0.1',
    segmentMaxCells: 4096,
    segmentMaxAgeMillis: 3_600_000,
    editionIntervalMillis: 3_600_000,
    auditors: [],
    warnBelowFreeShare: 0.1,
    reserveBytes: 268_435_456,
  })
})

it('takes a fingerprint and an auditor’s key as they are printed', () => {
  const printed = Array.from({ length: 16 }, () => 'ABab').join(' ')
  const auditors = [{ name: 'Casa', publicKey: ` ${printed.replaceAll(' ', ':')}\n` }]
  const config = parseConfig({ ...LEAST, newsroomId: printed, auditors })
  expect(config.newsroomId).toBe('ab'.repeat(32))
  expect(config.auditors[0]?.publicKey).toBe('ab'.repeat(32))
})

it.each([
  ['folder', { folder: '' }],
  ['port', { port: 65_536 }],
  ['port', { port: '80' }],
  ['newsroomId', { newsroomId: 'AG'.repeat(32) }],
  ['newsroomId', { newsroomId: 'ab'.repeat(33) }],
  ['segmentMaxCells', { segmentMaxCells: 4097 }],
  ['segmentMaxAgeMillis', { segmentMaxAgeMillis: 0 }],
  ['tls', { tls: { certificate: 'a' } }],
  ['warnBelowFreeShare', { warnBelowFreeShare: 10 }],
  ['reserveBytes', { reserveBytes: -1 }],
  ['auditors', { auditors: [{ name: 'Casa', publicKey: 'AG'.repeat(32) }] }],
  ['auditors', { auditors: [{ name: ' ', publicKey: 'ab'.repeat(32) }] }],
  ['auditors', { auditors: [{ publicKey: 'ab'.repeat(32) }] }],
  [
    'auditors',
    { auditors: ['Casa', 'Sótano'].map((name) => ({ name, publicKey: 'ab'.repeat(32) })) },
  ],
  ['colour', { colour: 'red' }],
])('names the setting that is wrong, and says what it has to be: %s', (setting, change) => {
  const wrong = () => parseConfig({ ...LEAST, ...change })
  expect(wrong).toThrow(RelayError)
  expect(wrong).toThrow(`"${setting}"`)
  expect(wrong).not.toThrow(/Invalid|expected/u)
  try {
    wrong()
  } catch (error) {
    const { es } = (error as RelayError).sentence
    expect(es).toContain(`"${setting}"`)
    expect(es).toContain('La configuración no está bien')
  }
})

it('throws nothing but its own error for anything else', () => {
  fc.assert(
    fc.property(fc.anything(), (given) => {
      try {
        parseConfig(given)
      } catch (error) {
        expect(error).toMatchObject({ code: 'config-malformed' })
      }
    }),
  )
})

it('reads a file, and says what is wrong with one', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const path = join(folder, 'relay.json')
  await expect(readConfig(path)).rejects.toMatchObject({ code: 'config-unreadable' })
  await writeFile(path, '{')
  await expect(readConfig(path)).rejects.toMatchObject({ code: 'config-malformed' })
  await writeFile(path, JSON.stringify(LEAST))
  await expect(readConfig(path)).resolves.toMatchObject({ folder: '/state' })
})
