import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { connect as connectHttp2 } from 'node:http2'
import { request as requestHttps } from 'node:https'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseSegment } from '@cronista/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { discardFolder, temporaryFolder } from '../adapters/disk/temporary-folder.fixture.ts'
import { cellNumber } from '../domain/cell.fixture.ts'
import { collected } from '../ports/collected.fixture.ts'
import { chunked, joined, postCell, say } from './raw-connection.fixture.ts'
import { relayInMemory, type RelayOnTrial } from './relay.fixture.ts'
import { listen, type RunningServer, type TlsIdentity } from './server.ts'

const HERE = { host: '127.0.0.1', port: 0 }

async function serve(trial: RelayOnTrial, tls?: TlsIdentity): Promise<RunningServer> {
  const { cellLog, onFailure } = trial.ports
  return listen({ app: trial.app, cellLog, onFailure }, HERE, tls)
}

describe('a relay over HTTP/1.1', () => {
  let trial: RelayOnTrial
  let server: RunningServer
  beforeAll(async () => {
    trial = await relayInMemory()
    server = await serve(trial)
  })
  afterAll(() => server.close())

  const refused = /^HTTP\/1\.1 400 [^]*"urn:cronista:problem:not-a-cell"/u

  it('takes a cell whole or in chunks', async () => {
    expect(await say(server.url, postCell(cellNumber(1)))).toMatch(/^HTTP\/1\.1 204 /u)
    const fields = ['transfer-encoding: chunked']
    for (const size of [1, 100, 3072])
      expect(await say(server.url, postCell(chunked(cellNumber(2), size), fields))).toMatch(
        / 204 /u,
      )
  })

  it.each([0, 1, 3071, 3073, 1_048_576])('refuses %i bytes', async (length) => {
    const body = new Uint8Array(length)
    expect(await say(server.url, postCell(body))).toMatch(refused)
    const fields = ['transfer-encoding: chunked']
    expect(await say(server.url, postCell(chunked(body, 4096), fields))).toMatch(refused)
  })

  it('refuses a body of no length at all', async () => {
    expect(await say(server.url, postCell(new Uint8Array(), []))).toMatch(refused)
  })

  it('stores nothing of a body shorter than it says', async () => {
    const before = await stored(trial)
    const half = postCell(cellNumber(90).subarray(0, 3071), ['content-length: 3072'])
    expect(await say(server.url, half, { hangUp: true })).not.toContain(' 204 ')
    expect(await stored(trial)).toBe(before)
  })

  it('takes what a longer body says it is, and no request out of the rest', async () => {
    const long = postCell(joined(cellNumber(91), new Uint8Array(1)), ['content-length: 3072'])
    const heard = await say(server.url, long, { answers: 2 })
    expect(heard.split('HTTP/1.1 ').length - 1).toBeLessThanOrEqual(1)
  })

  it('closes a connection that gives two lengths', async () => {
    const fields = ['content-length: 3072', 'content-length: 3073']
    expect(await say(server.url, postCell(cellNumber(92), fields))).not.toContain(' 204 ')
    const both = ['content-length: 3072', 'transfer-encoding: chunked']
    expect(await say(server.url, postCell(cellNumber(92), both))).not.toContain(' 204 ')
  })

  it('gives the same bytes to every cell, new or repeated, but for the clock', async () => {
    const answers = new Set<string>()
    for (const number of [7, 7, 8]) {
      const fields = ['content-length: 3072', `user-agent: ${number}`, 'cookie: a=b']
      const heard = await say(server.url, postCell(cellNumber(number), fields))
      answers.add(heard.replace(/^date: .*$/imu, ''))
    }
    expect(answers.size).toBe(1)
    expect([...answers][0]).not.toMatch(/cookie|etag|last-modified|server:|via:/iu)
  })

  it('answers requests that come together on one connection', async () => {
    const three = joined(...[21, 22, 23].map((number) => postCell(cellNumber(number))))
    const heard = await say(server.url, three, { answers: 3 })
    expect(heard.split('HTTP/1.1 204 ')).toHaveLength(4)
  })

  it('survives whatever is said to it', async () => {
    const line = fc.constantFrom('POST /c', 'GET /', 'GET //', 'PUT /desk/roster', 'X', 'GET *')
    await fc.assert(
      fc.asyncProperty(line, fc.uint8Array({ maxLength: 200 }), async (start, rest) => {
        const head = new TextEncoder().encode(`${start} HTTP/1.1\r\nhost: a\r\n`)
        await say(server.url, joined(head, rest, new TextEncoder().encode('\r\n\r\n')), {
          hangUp: true,
        }).catch(() => undefined)
      }),
      { numRuns: 60 },
    )
    expect(await say(server.url, postCell(cellNumber(99)))).toMatch(/ 204 /u)
  })
})

describe('a relay that speaks TLS itself', () => {
  it('takes cells over HTTP/2 and over HTTP/1.1', async (context) => {
    const tls = await throwAwayIdentity()
    if (tls === undefined) return context.skip('no openssl on this machine, so TLS was not tried')
    const trial = await relayInMemory()
    const server = await serve(trial, tls)
    expect(await postOverHttp2(server.url, cellNumber(1), tls)).toBe(204)
    expect(await postOverHttp2(server.url, cellNumber(1).subarray(1), tls)).toBe(400)
    expect(await postOverHttps(server.url, cellNumber(2), tls)).toBe(204)
    expect(await stored(trial)).toBe(2)
    await server.close()
  })
})

it('lets an answer that is on its way go out before it ends', async () => {
  const written = Promise.withResolvers<undefined>()
  const began = Promise.withResolvers<undefined>()
  const trial = await relayInMemory()
  trial.ports.cellLog.append = async () => {
    began.resolve(undefined)
    await written.promise
  }
  const server = await serve(trial)
  const answer = say(server.url, postCell(cellNumber(1)))
  await began.promise
  const closed = server.close()
  written.resolve(undefined)
  expect(await answer).toMatch(/ 204 /u)
  await closed
})

it('says so when the port is taken or the address is not ours', async () => {
  const trial = await relayInMemory()
  const server = await serve(trial)
  onTestFinished(() => server.close())
  const { app, ports } = trial
  const answering = { app, cellLog: ports.cellLog, onFailure: ports.onFailure }
  const port = Number(new URL(server.url).port)
  await expect(listen(answering, { host: '127.0.0.1', port }, undefined)).rejects.toMatchObject({
    code: 'port-taken',
  })
  const elsewhere = { host: '192.0.2.1', port: 0 }
  await expect(listen(answering, elsewhere, undefined)).rejects.toMatchObject({
    code: 'address-refused',
  })
})

async function stored(trial: RelayOnTrial): Promise<number> {
  const { cellLog } = trial.ports
  await cellLog.close('all')
  let count = 0
  for (const name of await collected(cellLog.segments()))
    count += parseSegment((await cellLog.findSegment(name)) ?? new Uint8Array()).length
  return count
}

async function throwAwayIdentity(): Promise<TlsIdentity | undefined> {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const wish = ['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  try {
    await promisify(execFile)('openssl', [...wish, ...subject, '-keyout', key, '-out', certificate])
  } catch {
    return undefined
  }
  return { key: await readFile(key, 'utf8'), certificate: await readFile(certificate, 'utf8') }
}

async function postOverHttp2(url: string, body: Uint8Array, tls: TlsIdentity): Promise<number> {
  const session = connectHttp2(url, { ca: tls.certificate })
  const stream = session.request({ ':method': 'POST', ':path': '/c' })
  stream.resume()
  const status = new Promise<number>((resolve, reject) => {
    stream.on('response', (headers) => resolve(Number(headers[':status'])))
    stream.on('error', reject)
    session.on('error', reject)
  })
  stream.end(body)
  const answered = await status
  session.close()
  return answered
}

async function postOverHttps(url: string, body: Uint8Array, tls: TlsIdentity): Promise<number> {
  return new Promise((resolve, reject) => {
    const to = new URL('/c', url)
    const request = requestHttps(to, { method: 'POST', ca: tls.certificate }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    request.on('error', reject)
    request.end(body)
  })
}
