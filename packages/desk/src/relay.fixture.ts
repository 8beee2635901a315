// A relay on a socket for tests: what a MemoryRelay holds, given only to requests that a device signed.
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { verifySignature } from 'http-message-sig'
import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import {
  parseRoster,
  parseSegmentName,
  fromHex,
  toHex,
  deviceIdOf,
  type NewsroomId,
} from '@cronista/protocol'
import { REQUEST_SIGNATURE } from '@cronista/protocol/http'
import type { MemoryRelay } from './adapters/memory/memory-relay.ts'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { DeskError } from './desk-error.ts'

/** A relay that listens. */
export interface FixtureRelay {
  readonly origin: string
  /** Names of segments in the order in which they were asked for. */
  readonly asked: string[]
  close(): Promise<void>
}

/** Serves a relay on 127.0.0.1. `onSegment` is called when a segment is about to be answered. */
export async function serveRelay(
  relay: MemoryRelay,
  newsroomId: NewsroomId,
  onSegment: (served: number) => void = () => undefined,
): Promise<FixtureRelay> {
  const asked: string[] = []
  const app = new Hono()
  app.put('/desk/roster', async (c) => {
    await relay.putRoster(new Uint8Array(await c.req.arrayBuffer()))
    return c.body(null, 204)
  })
  app.use('/desk/*', async (c, next) => {
    if (await isSigned(relay, newsroomId, c.req.raw.clone())) return next()
    return c.body(null, 401)
  })
  app.get('/desk/segments', async (c) => {
    const after = parseSegmentName(c.req.query('after') ?? '')?.name
    return c.json({ segments: await relay.segments(after) })
  })
  app.get('/desk/segments/:name', async (c) => {
    const name = parseSegmentName(c.req.param('name'))?.name
    if (name === undefined) return c.body(null, 404)
    asked.push(name)
    onSegment(asked.length)
    return new Response((await relay.segment(name)).slice())
  })
  app.put('/desk/editions/:number', async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    await relay.putEdition(Number(c.req.param('number')), bytes)
    return c.body(null, 204)
  })
  app.get('/edition', async (c) => {
    const edition = await relay.edition()
    return edition === undefined ? c.body(null, 404) : new Response(edition.slice())
  })
  app.put('/desk/journal/:number', async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    await relay.putBatch(Number(c.req.param('number')), bytes)
    return c.body(null, 204)
  })
  app.get('/desk/journal', async (c) =>
    c.json({ batches: await relay.batches(Number(c.req.query('after'))) }),
  )
  app.get('/desk/journal/:place', async (c) => {
    const batch = await relay.batch(Number(c.req.param('place')))
    return batch === undefined ? c.body(null, 404) : new Response(batch.slice())
  })
  app.route('/', releaseRoutes(relay))
  app.onError((error, c) => {
    const code = error instanceof DeskError ? error.code : 'internal'
    const type = `urn:cronista:problem:${code}`
    return c.json({ type }, code === 'segment-missing' ? 404 : 422)
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

function releaseRoutes(relay: MemoryRelay): Hono {
  const app = new Hono()
  app.post('/desk/release-files/lacking', async (c) => {
    const { files } = await c.req.json<{ files: string[] }>()
    const lacking = await relay.lackingFiles(files.map(fromHex))
    return c.json({ files: lacking.map(toHex) })
  })
  app.put('/desk/release-files/:hash', async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    await relay.putReleaseFile(fromHex(c.req.param('hash')), bytes)
    return c.body(null, 204)
  })
  app.put('/desk/releases/:number', async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    await relay.putRelease(Number(c.req.param('number')), bytes)
    return c.body(null, 204)
  })
  app.get('/release', async (c) => {
    const release = await relay.release()
    if (release !== undefined) return new Response(release.slice())
    return c.json({ type: 'urn:cronista:problem:nothing-published' }, 503)
  })
  return app
}

async function isSigned(relay: MemoryRelay, newsroomId: NewsroomId, request: Request) {
  const [newest] = relay.rosters.slice(-1)
  if (newest === undefined) return false
  const { devices } = parseRoster(newest)
  const { algorithm, components, label, tag } = REQUEST_SIGNATURE
  const digest = request.headers.get('content-digest')
  const body = new Uint8Array(await request.arrayBuffer())
  const sha256 = createHash('sha256').update(body).digest('base64')
  if (request.method === 'PUT' && digest !== `sha-256=:${sha256}:`) return false
  try {
    const verified = await verifySignature(
      new Request(request.url, { method: request.method, headers: request.headers }),
      {
        label,
        policy: {
          algorithms: [algorithm],
          requiredComponents: [...components, ...(body.length > 0 ? ['content-digest'] : [])],
          requiredParameters: ['created', 'keyid', 'nonce', 'tag'],
        },
        resolveVerifier: ({ parameters: { keyid } }) => ({
          algorithm,
          verify: (bytes, signature) =>
            devices.some(
              ({ publicKey }) =>
                toHex(deviceIdOf(p, newsroomId, publicKey)) === keyid &&
                p.ed25519Verify(publicKey, bytes, signature),
            ),
        }),
      },
    )
    return verified.parameters.tag === tag
  } catch {
    return false
  }
}
