// The reader script has the same bytes wherever it is built: from another folder, by another person, in
// another place. Each build is a process of its own, from a copy of the sources and of what they import.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleReader } from './bundle.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const COPIED = ['package.json', 'tsconfig.base.json', 'packages/reader', 'packages/protocol']
const LIBRARIES = ['@noble', '@scure', 'fflate']
const BUILD = `import(process.argv[1]).then(async ({ bundleReader }) => {
  for (const schedule of ['production', 'demo'])
    process.stdout.write(await bundleReader({ schedule }))
})`
const execute = promisify(execFile)

let folder = ''
let here = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cronista-script-'))
  const both = [
    await bundleReader({ schedule: 'production' }),
    await bundleReader({ schedule: 'demo' }),
  ]
  here = hashOf(...both)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function hashOf(...files: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file)
  return hash.digest('hex')
}

/** Copies the sources to a folder of this name, as a fresh checkout has them. */
async function checkout(name: string): Promise<string> {
  const root = join(folder, name)
  await mkdir(join(root, 'node_modules', '@cronista'), { recursive: true })
  const isSource = (path: string) => !/node_modules$|\.test\.ts$|\.cache/u.test(path)
  for (const path of COPIED)
    await cp(join(ROOT, path), join(root, path), { recursive: true, filter: isSource })
  for (const library of LIBRARIES)
    await cp(join(ROOT, 'node_modules', library), join(root, 'node_modules', library), {
      recursive: true,
    })
  // The bundler is the same program: its version is in the lockfile.
  await symlink(join(ROOT, 'node_modules', 'esbuild'), join(root, 'node_modules', 'esbuild'))
  await symlink('../../packages/protocol', join(root, 'node_modules', '@cronista', 'protocol'))
  return root
}

/** The hash of both scripts, built there by a process that stands in these surroundings. */
async function builtIn(
  root: string,
  { umask = '022', cwd = '/', ...environment }: Readonly<Record<string, string>> = {},
): Promise<string> {
  const bundle = pathToFileURL(join(root, 'packages', 'reader', 'bundle.ts')).href
  const { stdout } = await execute(
    'sh',
    ['-c', `umask ${umask}; exec "$0" "$@"`, process.execPath, '--eval', BUILD, bundle],
    { cwd, env: { PATH: process.env['PATH'], ...environment }, encoding: 'buffer' },
  )
  return hashOf(stdout)
}

test('two checkouts give the same bytes, in other places, languages, times and hands', async () => {
  const near = await checkout('a')
  const far = await checkout('un lugar/muy/lejos ñ/b')
  // As old as another checkout would be.
  await utimes(join(far, 'packages/reader/bundle.ts'), 0, 0)
  const built = await Promise.all([
    builtIn(near, { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }),
    builtIn(far, {
      ...{ TZ: 'America/Mexico_City', LANG: 'C', HOME: folder, USER: 'somebody', umask: '077' },
      ...{ cwd: far, NODE_ENV: 'production', SOURCE_DATE_EPOCH: '1' },
    }),
  ])
  expect(built).toEqual([here, here])
  // And again, where it has been built before.
  expect(await builtIn(near)).toBe(here)
})

test.each([
  ['the moment', 'String(Date.now())'],
  ['the folder', 'import.meta.dirname'],
  ['the language of the place', 'process.env.LANG'],
])('the comparison notices a build that writes %s into it', async (what, value) => {
  const hashes = []
  for (const [name, place] of [
    ['one', { LANG: 'C' }],
    ['two', { LANG: 'tr_TR.UTF-8' }],
  ] as const) {
    const root = await checkout(`${what} ${name}`)
    const path = join(root, 'packages', 'reader', 'bundle.ts')
    const source = await readFile(path, 'utf8')
    const leaky = source.replace('minify: true,', `minify: true, banner: { js: '//' + ${value} },`)
    expect(leaky).not.toBe(source)
    await writeFile(path, leaky)
    hashes.push(await builtIn(root, place))
  }
  expect(hashes[0]).not.toBe(hashes[1])
})
