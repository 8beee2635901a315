import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom, vaultOf } from '../desk.fixture.ts'
import { openVaultFile, writeVaultFile } from './vault-file.ts'

const PASSPHRASE = 'cañón amarillo de madrugada'
let folder = ''
let whole: Uint8Array = new Uint8Array()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'))
  const path = join(folder, 'vault')
  await writeVaultFile(seededRandom('vault'), path, PASSPHRASE, vaultOf('Ada'))
  whole = new Uint8Array(await readFile(path))
})
afterAll(() => rm(folder, { recursive: true }))

async function opening(bytes: Uint8Array, passphrase = PASSPHRASE) {
  const path = join(folder, 'altered')
  await writeFile(path, bytes)
  return openVaultFile(path).open(passphrase)
}

describe('the vault', () => {
  test('opens with its passphrase, however the accents are composed', async () => {
    const opened = { kind: 'opened', content: vaultOf('Ada') }
    expect(await opening(whole)).toEqual(opened)
    expect(await opening(whole, PASSPHRASE.normalize('NFD'))).toEqual(opened)
  })

  test('a wrong passphrase is a value', async () => {
    expect(await opening(whole, 'otra')).toEqual({ kind: 'wrong-passphrase' })
  })

  test.each([0, 1, 40, 100, 200])('cut off after %i bytes it is damaged', async (length) => {
    await expect(opening(whole.slice(0, length))).rejects.toMatchObject({ code: 'vault-damaged' })
  })

  test('with any bit flipped it is damaged', async () => {
    for (let index = 0; index < whole.length; index += 11) {
      const altered = whole.slice()
      altered[index] = (altered[index] ?? 0) ^ (1 << (index % 8))
      await expect(opening(altered)).rejects.toMatchObject({ code: 'vault-damaged' })
    }
  })

  test('none at all is missing', async () => {
    const vault = openVaultFile(join(folder, 'nowhere'))
    await expect(vault.open(PASSPHRASE)).rejects.toMatchObject({ code: 'vault-missing' })
  })

  test('the file is for its owner alone, and nothing temporary is left', async () => {
    expect((await stat(join(folder, 'vault'))).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('keys do not stand in the file', () => {
    const { masterKey, deviceSeed } = vaultOf('Ada')
    const hex = Buffer.from(whole).toString('hex')
    expect(hex).not.toContain(Buffer.from(masterKey).toString('hex'))
    expect(hex).not.toContain(Buffer.from(deviceSeed).toString('hex'))
  })
})
