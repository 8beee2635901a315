// `npm run script-hash [-- FILE]`: builds the reader script from these sources and prints its hashes. With a
// FILE that a site served, it writes in front what stands in front there (whose newsroom, which hosts) and
// says whether the bytes are the same: 0 if they are, 1 if they are not, 2 if it is no reader script.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { openPress } from '@cronista/press'
import { productionSchedule, demoSchedule } from '@cronista/protocol'
import { bundleReader } from '@cronista/reader/bundle'

/** The two scripts that these sources make. */
const schedules = [productionSchedule, demoSchedule]
const PIN =
  /^\/\/# [^\n]+\nself\.cronistaNewsroom="(?<id>[0-9a-f]{64})";self\.cronistaHosts=(?<hosts>\[[0-9a-z.",-]*\]);\n/u

process.exitCode = await main(process.argv[2])

async function main(servedPath: string | undefined): Promise<number> {
  if (servedPath !== undefined) return compare(servedPath)
  for (const { name } of schedules)
    tell(`${name}, before a newsroom is written in front`, await bundleReader({ schedule: name }))
  return 0
}

async function compare(servedPath: string): Promise<number> {
  const served = new Uint8Array(await readFile(servedPath))
  tell(`served (${servedPath})`, served)
  const pinned = PIN.exec(new TextDecoder().decode(served.subarray(0, 100_000)))?.groups
  if (pinned === undefined) {
    process.stdout.write('This is no reader script: it names no newsroom where one stands.\n')
    return 2
  }
  const hosts = JSON.parse(pinned['hosts'] ?? '[]') as readonly string[]
  let same: string | undefined
  for (const schedule of schedules) {
    const { path, bytes } = await builtFor(pinned['id'] ?? '', hosts, schedule)
    tell(`${schedule.name}: ${path}`, bytes)
    if (Buffer.compare(bytes, served) === 0) same = path
  }
  process.stdout.write(
    same === undefined ? 'DIFFERENT from both.\n' : `The same bytes as ${same}\n`,
  )
  return same === undefined ? 1 : 0
}

/** The script as the press puts it on a site, with the address that it has there. */
async function builtFor(
  id: string,
  hosts: readonly string[],
  schedule: (typeof schedules)[number],
): Promise<{ readonly path: string; readonly bytes: Uint8Array }> {
  const readerScript = await bundleReader({ schedule: schedule.name })
  const nothing = { es: '', en: '' }
  const newsroom = { id, name: '', motto: nothing, hosts, origin: 'https://paper.example' }
  const { files } = openPress({ newsroom, readerScript, schedule }).site([])
  const path = [...files.keys()].find((one) => one.endsWith('.js'))
  const bytes = path === undefined ? undefined : files.get(path)
  if (path === undefined || bytes === undefined) throw new TypeError('a site without a script')
  return { path, bytes }
}

function tell(what: string, bytes: Uint8Array): void {
  const hashed = (name: string, as: 'base64' | 'hex') => createHash(name).update(bytes).digest(as)
  process.stdout.write(
    `${what}\n  ${bytes.length} bytes\n  SHA-256   ${hashed('sha256', 'hex')}\n` +
      `  SHA-384   ${hashed('sha384', 'hex')}\n  integrity sha256-${hashed('sha256', 'base64')}\n`,
  )
}
