import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStateFolder } from './state-folder.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cronista-state-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

test('a newsroom is there only once its founding is finished', async () => {
  const first = await openStateFolder(join(root, 'a', 'b'))
  await writeFile(join(first.founding, 'half'), '')
  expect(await first.isFounded()).toBe(false)
  first.release()

  const second = await openStateFolder(join(root, 'a', 'b'))
  expect(await readdir(second.founding)).toEqual([])
  await writeFile(join(second.founding, 'whole'), '')
  await second.finishFounding()
  expect(await second.isFounded()).toBe(true)
  expect(await readdir(second.newsroom)).toEqual(['whole'])
  second.release()
})

test('what is set aside is kept, each time under a name of its own', async () => {
  for (const kept of ['old-1', 'old-2']) {
    const state = await openStateFolder(root)
    await writeFile(join(state.founding, kept), '')
    await state.finishFounding()
    expect(await state.setAside()).toBe(join(root, kept))
    expect(await readdir(join(root, kept))).toEqual([kept])
    expect(await state.setAside()).toBeUndefined()
    state.release()
  }
})

test('two demonstrations never share a state', async () => {
  const first = await openStateFolder(root)
  await expect(openStateFolder(root)).rejects.toMatchObject({ code: 'state-in-use' })
  first.release()
  ;(await openStateFolder(root)).release()
})

test('a file in place of the folder is refused', async () => {
  await writeFile(join(root, 'file'), '')
  for (const path of [join(root, 'file'), join(root, 'file', 'below'), '/proc/cronista'])
    await expect(openStateFolder(path)).rejects.toMatchObject({ code: 'folder-not-writable' })
})
