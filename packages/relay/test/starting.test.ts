import { execFile } from 'node:child_process'
import { open, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { cellNumber } from '../src/domain/cell.fixture.ts'
import { startRelay, type RelayConfigInput } from '../src/index.ts'
import { postCell, say } from '../src/http/raw-connection.fixture.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

const DATABASES = ['cells.sqlite', 'newsroom.sqlite', 'journal.sqlite']

async function configInFreshFolder(): Promise<RelayConfigInput> {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const newsroomId = '00'.repeat(32)
  return { folder: join(folder, 'state'), port: 0, newsroomId }
}

/** A folder as a relay left it that had taken some cells. */
async function usedConfig(): Promise<RelayConfigInput> {
  const config = await configInFreshFolder()
  const relay = await startRelay(config)
  for (let number = 0; number < 40; number++) await say(relay.url, postCell(cellNumber(number)))
  await relay.close()
  return config
}

async function expectFailure(config: RelayConfigInput, code: string): Promise<void> {
  await expect(startRelay(config)).rejects.toMatchObject({ name: 'RelayError', code })
}

it('goes on where it stopped', async () => {
  const config = await usedConfig()
  const relay = await startRelay(config)
  expect(await say(relay.url, postCell(cellNumber(1)))).toMatch(/ 204 /u)
  await relay.close()
})

describe('a relay that cannot start says why', () => {
  it('when its port is taken', async () => {
    const first = await startRelay(await configInFreshFolder())
    onTestFinished(() => first.close())
    const port = Number(new URL(first.url).port)
    await expectFailure({ ...(await configInFreshFolder()), port }, 'port-taken')
  })

  it('when another relay uses its folder', async () => {
    const config = await configInFreshFolder()
    const first = await startRelay(config)
    onTestFinished(() => first.close())
    await expectFailure(config, 'state-in-use')
  })

  it('when it may not write to its folder', async () => {
    const config = await configInFreshFolder()
    await writeFile(config.folder, 'a file')
    await expectFailure(config, 'folder-not-writable')
    await expectFailure({ ...config, folder: join(config.folder, 'state') }, 'folder-not-writable')
  })

  it('when there is no certificate', async () => {
    const config = await configInFreshFolder()
    const tls = { certificate: `${config.folder}.cert.pem`, key: `${config.folder}.key.pem` }
    await expectFailure({ ...config, tls }, 'tls-unreadable')
  })

  it('when the certificate is none', async () => {
    const config = await configInFreshFolder()
    const certificate = `${config.folder}.pem`
    await writeFile(certificate, 'no certificate')
    await expectFailure({ ...config, tls: { certificate, key: certificate } }, 'tls-unreadable')
  })

  it.each(DATABASES)('when %s is no database', async (name) => {
    const config = await usedConfig()
    await writeFile(join(config.folder, name), 'x'.repeat(40_000))
    await expectFailure(config, 'state-damaged')
  })

  it('when pages of its database are damaged', async () => {
    const config = await usedConfig()
    const path = join(config.folder, 'cells.sqlite')
    const { size } = await stat(path)
    const file = await open(path, 'r+')
    for (let at = 16_384; at < size; at += 16_384) await file.write('damaged!'.repeat(8), at)
    await file.close()
    await expectFailure(config, 'state-damaged')
  })

  it.each(DATABASES)('when %s is of a later version', async (name) => {
    const config = await usedConfig()
    const database = new DatabaseSync(join(config.folder, name))
    database.exec('PRAGMA user_version = 99')
    database.close()
    await expectFailure(config, 'state-newer')
  })

  it('in one sentence, with a status of 1 and no stack', async () => {
    const config = await usedConfig()
    await writeFile(join(config.folder, 'cells.sqlite'), 'x'.repeat(40_000))
    const path = `${config.folder}.json`
    await writeFile(path, JSON.stringify(config))
    const [damaged, unreadable, nothing] = await Promise.all([
      runMain(path),
      runMain(`${config.folder}.none.json`),
      runMain(),
    ])
    expect(damaged).toMatchObject({ status: 1, printed: '' })
    expect(damaged.said).toMatch(/^state-damaged: [^\n]+cells\.sqlite is damaged[^\n]+\n$/u)
    expect(unreadable.said).toMatch(/^config-unreadable: [^\n]+\n$/u)
    expect(nothing.said).toMatch(/^Give the configuration file[^\n]+\n$/u)
  })

  it.each([
    [{ LC_ALL: 'es_MX.UTF-8', LANG: 'C' }, 'es'],
    [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'es_GT' }, 'es'],
    [{ LC_ALL: 'en_US.UTF-8', LANG: 'es_MX' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: '', LANG: '' }, 'en'],
  ] as const)('in the language of the machine: %j', async (environment, language) => {
    const { folder } = await configInFreshFolder()
    const [unreadable, nothing] = await Promise.all([
      runMain(`${folder}.none.json`, environment),
      runMain(undefined, environment),
    ])
    const expected = {
      es: [/^config-unreadable: La configuración [^\n]+ no existe\.\n$/u, /^Indique el archivo/u],
      en: [/^config-unreadable: The configuration [^\n]+ is not there\.\n$/u, /^Give the config/u],
    }[language]
    expect(unreadable.said).toMatch(expected[0]!)
    expect(nothing.said).toMatch(expected[1]!)
  })

  it('and has let go of its folder', async () => {
    const config = await configInFreshFolder()
    await expectFailure({ ...config, host: '192.0.2.1' }, 'address-refused')
    const relay = await startRelay(config)
    await relay.close()
  })
})

async function runMain(
  path?: string,
  environment: Readonly<Record<string, string>> = { LC_ALL: 'C' },
): Promise<{ status: number; printed: string; said: string }> {
  const args = path === undefined ? [MAIN] : [MAIN, path]
  const env = { ...process.env, ...environment }
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (error, printed, said) => {
      resolve({ status: Number(error?.code ?? 0), printed, said })
    })
  })
}
