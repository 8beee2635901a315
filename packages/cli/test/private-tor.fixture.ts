// A Tor network of its own on this machine: three authorities, which are its relays and exits too, and a
// client with a SOCKS port. It talks to nobody else.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

const execute = promisify(execFile)
/** A name that nobody knows but the client of this network, for which it is this machine. */
export const NAME_INSIDE = 'periodico.invalid'
const PASSPHRASE = 'a network for one test'
const NAMES = ['uno', 'dos', 'tres'] as const

const COMMON = `TestingTorNetwork 1
AssumeReachable 1
PathsNeededToBuildCircuits 0.25
TestingDirAuthVoteExit *
TestingDirAuthVoteGuard *
TestingDirAuthVoteHSDir *
V3AuthNIntervalsValid 2
DisableDebuggerAttachment 0
Address 127.0.0.1
Log notice stdout
RunAsDaemon 0
`
const AUTHORITY = `AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
ContactInfo nobody@example.org
ExitRelay 1
ExitPolicy accept 127.0.0.0/8:*
ExitPolicyRejectPrivate 0
TestingV3AuthInitialVotingInterval 5
TestingV3AuthInitialVoteDelay 2
TestingV3AuthInitialDistDelay 2
V3AuthVotingInterval 10
V3AuthVoteDelay 2
V3AuthDistDelay 2
SocksPort 0
`

interface Authority {
  readonly name: string
  readonly folder: string
  readonly orPort: number
  readonly dirPort: number
  readonly line: string
}

/** Starts the network; it is gone when the test ends. Gives the client's `HOST:PORT`, once a circuit can be
 *  built. */
export async function startPrivateTor(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-tor-'))
  const running: ChildProcess[] = []
  onTestFinished(async () => {
    await Promise.all(
      running.map(async (child) => {
        const ended = once(child, 'close')
        child.kill('SIGKILL')
        await ended
      }),
    )
    await rm(folder, { recursive: true, force: true })
  })
  const authorities = await Promise.all(NAMES.map((name) => prepared(folder, name)))
  const known = authorities.map(({ line }) => line).join('')
  for (const { name, folder: own, orPort, dirPort } of authorities) {
    const ports = `Nickname ${name}\nOrPort ${orPort}\nDirPort ${dirPort}\nDataDirectory ${own}\n`
    running.push(await started(own, `${COMMON}${AUTHORITY}${ports}${known}`))
  }
  const socksPort = await freePort()
  const own = join(folder, 'client')
  await mkdir(own, { mode: 0o700 })
  const client = await started(
    own,
    `${COMMON}SocksPort 127.0.0.1:${socksPort}\nDataDirectory ${own}\n` +
      `ClientRejectInternalAddresses 0\nClientDNSRejectInternalAddresses 0\n` +
      `MapAddress ${NAME_INSIDE} 127.0.0.1\n${known}`,
  )
  running.push(client)
  await says(client, 'Bootstrapped 100%')
  return `127.0.0.1:${socksPort}`
}

async function prepared(parent: string, name: string): Promise<Authority> {
  const folder = join(parent, name)
  const keys = join(folder, 'keys')
  await mkdir(keys, { recursive: true, mode: 0o700 })
  const [orPort, dirPort] = [await freePort(), await freePort()]
  const certificate = join(keys, 'authority_certificate')
  const made = execute('tor-gencert', [
    ...['--create-identity-key', '-m', '12', '-a', `127.0.0.1:${dirPort}`, '--passphrase-fd', '0'],
    ...['-i', join(keys, 'authority_identity_key'), '-s', join(keys, 'authority_signing_key')],
    ...['-c', certificate],
  ])
  made.child.stdin?.end(`${PASSPHRASE}\n`)
  await made
  const identity = /^fingerprint (?<hex>[0-9A-F]{40})$/mu.exec(await readFile(certificate, 'utf8'))
  const unset = join(folder, 'empty')
  await writeFile(unset, '')
  const { stdout } = await execute('tor', [
    ...['--list-fingerprint', '--quiet', '-f', unset, '--DataDirectory', folder],
    ...['--Nickname', name, '--OrPort', '1', '--ignore-missing-torrc'],
    ...['--DirAuthority', 'x 127.0.0.1:1 ffffffffffffffffffffffffffffffffffffffff'],
  ])
  const fingerprint = /(?:[0-9A-F]{4} ?){10}/u.exec(stdout)?.[0].trim() ?? ''
  const line = `DirAuthority ${name} orport=${orPort} no-v2 v3ident=${identity?.groups?.['hex'] ?? ''} 127.0.0.1:${dirPort} ${fingerprint}\n`
  return { name, folder, orPort, dirPort, line }
}

async function started(folder: string, torrc: string): Promise<ChildProcess> {
  const path = join(folder, 'torrc')
  await writeFile(path, torrc)
  return spawn('tor', ['-f', path], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Waits until it has printed this; throws if it ends before. */
async function says(child: ChildProcess, text: string): Promise<void> {
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      if (printed.includes(text)) resolve()
    })
    child.once('close', () => reject(new Error(`tor ended: ${printed}`)))
  })
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Whether somebody listens there. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(socket.destroy().destroyed))
    socket.once('error', () => resolve(false))
  })
}
