import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cronista, startRelayOf, temporaryFolder } from './cronista-process.fixture.ts'
import { fingerprint } from './signed-site.fixture.ts'

test('a relay starts from its configuration, says where it is, and ends when it is asked to', async () => {
  const folder = await temporaryFolder()
  const config = join(folder, 'relay.json')
  const newsroomId = fingerprint.replaceAll(/[^0-9a-f]/giu, '').toLowerCase()
  await writeFile(config, JSON.stringify({ folder: join(folder, 'state'), port: 0, newsroomId }))
  const relay = startRelayOf(config)
  const [url] = await relay.says(/http:\S+/u)
  // It has no release yet.
  expect((await fetch(url)).status).toBe(503)
  relay.child.kill('SIGTERM')
  expect((await relay.ended).exitCode).toBe(0)
})

test('one that cannot start says why, in one sentence', async () => {
  const folder = await temporaryFolder()
  const config = join(folder, 'relay.json')
  await writeFile(config, '{"port": "80"}')
  const { exitCode, printed } = await cronista('relay', config)
  expect(exitCode).toBe(2)
  expect(printed).toMatch(/^The relay did not start: config-malformed: [^\n]+\n$/u)
  const missing = await cronista('relay', `${config}.none`, '--language', 'es')
  expect(missing.printed).toMatch(/^El servidor no arrancó: config-unreadable: [^\n]+\n$/u)
  expect((await cronista('relay')).printed).toContain('CONFIG')
})
