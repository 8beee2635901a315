// `npm run script-hash` in a process of its own, for a script as a site serves it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPress } from '@cronista/press'
import { productionSchedule } from '@cronista/protocol'
import { bundleReader } from '@cronista/reader/bundle'

const PROGRAM = join(import.meta.dirname, 'script-hash.ts')

async function scriptOnASite(): Promise<readonly [path: string, bytes: Uint8Array]> {
  const motto = { es: 'Se cuenta', en: 'It is told' }
  const newsroom = {
    id: 'ab'.repeat(32),
    name: 'El Cenzontle',
    motto,
    hosts: ['cenzontle.example'],
  }
  const { files } = openPress({
    newsroom: { ...newsroom, origin: 'https://cenzontle.example' },
    readerScript: await bundleReader({ schedule: 'production' }),
    schedule: productionSchedule,
  }).site([])
  const path = [...files.keys()].find((one) => one.endsWith('.js')) ?? ''
  return [path, files.get(path) ?? new Uint8Array()]
}

async function told(bytes: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-hash-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'served.js')
  await writeFile(file, bytes)
  const { status, stdout } = spawnSync(process.execPath, [PROGRAM, file], { encoding: 'utf8' })
  return { status, stdout }
}

test('what a site serves is built again, to the last byte, under the address it has there', async () => {
  const [path, bytes] = await scriptOnASite()
  const { status, stdout } = await told(bytes)
  expect([status, stdout]).toEqual([0, expect.stringContaining(`The same bytes as ${path}`)])
  expect(stdout).toContain(createHash('sha256').update(bytes).digest('hex'))
})

test('one changed byte is another script, and what pins no newsroom is none', async () => {
  const [, bytes] = await scriptOnASite()
  const changed = bytes.slice()
  changed[changed.length - 2]! ^= 1
  expect(await told(changed)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('DIFFERENT'),
  })
  expect((await told(await bundleReader({ schedule: 'demo' }))).status).toBe(2)
})
