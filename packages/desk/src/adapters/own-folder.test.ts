import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test, type TestContext } from 'vitest'

const run = promisify(execFile)
const module = new URL('./own-folder.ts', import.meta.url).href
const MAKE = `await (await import('${module}')).makeOwnFolder(process.argv[1])`
const CALL = /\b(?<name>mkdir(?:at)?|fsync)\((?:[^"<]*)["<](?<path>[^">]*)[">].* = 0$/u

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'own-folder-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** What a process that makes a folder under `top` asks of the system, and what succeeds of it, in order. */
async function callsOf(context: TestContext, top: string, folder: string): Promise<string[]> {
  const isThere = await run('strace', ['-V']).then(
    () => true,
    () => false,
  )
  if (!isThere) return context.skip('no strace on this machine, so no system call was seen')
  const trace = join(await emptyFolder(), 'trace')
  const traced = ['-f', '-y', '-s', '256', '-e', 'trace=mkdir,mkdirat,fsync', '-o', trace]
  const node = [process.execPath, '--input-type=module', '-e', MAKE, folder]
  await run('strace', [...traced, ...node], { cwd: top })
  return (await readFile(trace, 'utf8')).split('\n').flatMap((line) => {
    const { name, path } = CALL.exec(line)?.groups ?? {}
    return path?.startsWith(top) === true
      ? [`${name === 'fsync' ? 'sync' : 'make'} .${path.slice(top.length)}`]
      : []
  })
}

test('a folder’s name is on disk, and those of the folders above it, before anything comes into it', async (context) => {
  const top = await emptyFolder()
  expect(await callsOf(context, top, join(top, 'a', 'b'))).toEqual([
    ...['make ./a', 'sync .', 'make ./a/b', 'sync ./a'],
  ])
  expect((await stat(join(top, 'a', 'b'))).mode & 0o777).toBe(0o700)
})

test('also that of one which a killed process had made, and of one that is named from here', async (context) => {
  const top = await emptyFolder()
  await mkdir(join(top, 'desk'))
  expect(await callsOf(context, top, 'desk')).toEqual(['sync .'])
})

test('one that was given, where this account may not look, is taken as it is', async () => {
  const top = await emptyFolder()
  const folder = join(top, 'closed', 'desk')
  await mkdir(folder, { recursive: true })
  // Root may look everywhere, so that a process of nobody’s asks.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  await chmod(top, 0o755)
  await chmod(join(top, 'closed'), 0o311)
  if (nobody.uid !== undefined) await chown(folder, nobody.uid, nobody.gid)
  const make = ['--input-type=module', '-e', MAKE]
  const made = (path: string) => run(process.execPath, [...make, path], { cwd: '/', ...nobody })
  await made(folder)
  await expect(made(join(top, 'closed', 'other'))).rejects.toThrow('EACCES')
  await chmod(join(top, 'closed'), 0o700)
})
