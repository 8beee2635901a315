import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asNewsroomId, verifyRoster, fromHex } from '@cronista/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { systemClock } from './adapters/system-clock.ts'
import { createDeskVault, foundNewsroom } from './founding.ts'
import { configOf } from './running-desk.fixture.ts'
import { startDesk } from './start-desk.ts'

let folder = ''
const config = () => configOf(join(folder, 'desk'), folder, join(folder, 'app.js'))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-desk-'))
  for (const name of ['index.html', 'app.js', 'app.css']) await writeFile(join(folder, name), name)
})
afterAll(() => rm(folder, { recursive: true }))

describe('starting a desk', () => {
  test('it serves its page, locked, and stops', async () => {
    const desk = await startDesk({ ...config(), port: 0 })
    const { origin, hash } = new URL(desk.url)
    expect(hash).toMatch(/^#token=[A-Za-z0-9_-]{43}$/u)
    expect(await (await fetch(`${origin}/app.js`)).text()).toBe('app.js')
    expect((await fetch(`${origin}/api/status`)).status).toBe(401)
    await desk.close()
    await expect(fetch(origin)).rejects.toThrow()
  })

  test('a taken port, a missing page, a folder that is a file, a wrong setting: a code each', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as AddressInfo
    const starting = (changes: object) => startDesk({ ...config(), port: 0, ...changes })
    await expect(starting({ port })).rejects.toMatchObject({ code: 'port-taken' })
    await expect(starting({ page: join(folder, 'desk') })).rejects.toMatchObject({
      code: 'page-missing',
    })
    await expect(starting({ folder: join(folder, 'app.js') })).rejects.toMatchObject({
      code: 'folder-not-writable',
    })
    await expect(starting({ folder: '/proc/nowhere/desk' })).rejects.toMatchObject({
      code: 'folder-not-writable',
    })
    await expect(starting({ relay: 'ftp://x' })).rejects.toMatchObject({ code: 'config-malformed' })
    const site = { ...config().site, script: join(folder, 'nowhere.js') }
    await expect(starting({ site })).rejects.toMatchObject({ code: 'script-missing' })
    taken.close()
  })

  test.each([
    ['es_MX.UTF-8', 'la configuración'],
    ['C', 'the configuration'],
  ])(
    'as a process, a failure is one line in the language of %s, and a non-zero exit',
    async (LC_ALL, says) => {
      const path = join(folder, 'config.json')
      await writeFile(path, JSON.stringify({ ...config(), port: 0, secret: 'x' }))
      const main = new URL('./main.ts', import.meta.url).pathname
      const env = { ...process.env, LC_ALL }
      const { status, stderr } = spawnSync(process.execPath, [main, path], {
        encoding: 'utf8',
        env,
      })
      expect(status).toBe(1)
      expect(stderr.trim()).toMatch(/^config-malformed[^\n]*$/u)
      expect(stderr).toContain(`: ${says} `)
    },
  )
})

describe('founding a newsroom', () => {
  test('gives a roster that stands by itself, and never overwrites a vault', async () => {
    const desks = ['Ada', 'Bruno'].map((personName) => ({
      ...{ folder: join(folder, personName), passphrase: personName, personName },
    }))
    const { newsroomId, roster } = await foundNewsroom({
      newsroomName: 'El Cenzontle',
      origins: ['https://cenzontle.example'],
      root: { path: join(folder, 'root'), passphrase: 'root' },
      desks,
    })
    const id = asNewsroomId(fromHex(newsroomId))
    const trusted = verifyRoster(p, roster, { newsroomId: id, nowMillis: systemClock.nowMillis() })
    expect(trusted.devices).toHaveLength(2)
    expect(trusted.epochs).toHaveLength(3)
    const again = createDeskVault(desks[0]!, { id, name: 'Otro' })
    await expect(again).rejects.toMatchObject({ code: 'vault-exists' })
  })
})
