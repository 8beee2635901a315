// The desk's page and its API on 127.0.0.1. It holds no state: who may see what is for the desk to say.
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Desk } from '../services/desk.ts'
import type { DeskSession } from '../services/desk-session.ts'
import type { DeskWork } from '../services/desk-work.ts'
import {
  admitStrangersRequestSchema,
  muteRequestSchema,
  replyRequestSchema,
  unlockRequestSchema,
  type AdmittedAnswer,
  type ReplyAnswer,
  type Threads,
  type UnlockAnswer,
} from './api.ts'
import { deviceRoutes } from './device-routes.ts'
import { ownPageOnly, strictHeaders } from './guards.ts'
import { parsedBody } from './parsed-body.ts'
import { problemAnswer, problemCodeOf } from './problems.ts'
import { storyRoutes } from './story-routes.ts'

/** More than the longest reply in JSON's most wasteful spelling, and than the longest update of a story. */
const MAX_BODY_BYTES = 1_048_576

/** One file of the page. */
export interface PageFile {
  readonly contentType: string
  readonly bytes: Uint8Array
}

/** What the application stands on. */
export interface AppParts {
  readonly desk: Desk
  /** By path: `/`, `/app.js`, `/app.css`. */
  readonly page: ReadonlyMap<string, PageFile>
  /** `127.0.0.1:port`, as it must stand in `Host`. */
  readonly ownHost: () => string
  /** Told of bugs, never of anything in a request. */
  readonly onBug: (error: unknown) => void
}

/** What a request is answered with: the unlocked desk, and once it is admitted what members do. */
interface Unlocked {
  readonly Variables: { unlocked: DeskSession; session: DeskWork }
}

/** The application; tests call its `request` without a socket. */
export function createApp({ desk, page, ownHost, onBug }: AppParts): Hono {
  const app = new Hono()
  app.use(strictHeaders, ownPageOnly(ownHost))
  app.use(
    '/api/*',
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => problemAnswer('too-large') }),
  )
  app.post('/api/unlock', async (c) => {
    const { passphrase, token } = await parsedBody(c, unlockRequestSchema)
    const bearer = await desk.unlock(passphrase, token)
    return c.json({ bearer } satisfies UnlockAnswer)
  })
  app.route('/api', unlockedRoutes(desk))
  for (const [path, { contentType, bytes }] of page)
    app.get(path, () => new Response(bytes.slice(), { headers: { 'content-type': contentType } }))
  app.notFound(() => problemAnswer('not-found'))
  app.onError((error) => {
    const code = problemCodeOf(error)
    if (code === 'internal') onBug(error)
    return problemAnswer(code)
  })
  return app
}

function unlockedRoutes(desk: Desk): Hono<Unlocked> {
  const routes = new Hono<Unlocked>()
  routes.use(async (c, next) => {
    const bearer = /^Bearer ([A-Za-z0-9_-]+)$/u.exec(c.req.header('authorization') ?? '')?.[1]
    c.set('unlocked', desk.session(bearer))
    await next()
  })
  routes.get('/status', (c) => c.json(c.get('unlocked').status()))
  routes.post('/lock', async (c) => {
    await desk.lock()
    return c.body(null, 204)
  })
  routes.route('/devices', deviceRoutes())
  // Everything else is for desks that have been admitted.
  routes.use(async (c, next) => {
    c.set('session', c.get('unlocked').work)
    await next()
  })
  routes.route('/threads', threadRoutes())
  routes.route('/', storyRoutes())
  return routes
}

function threadRoutes(): Hono<{ Variables: { session: DeskWork } }> {
  const routes = new Hono<{ Variables: { session: DeskWork } }>()
  routes.get('/', (c) => {
    const { conversations } = c.get('session')
    const threads = [...conversations.list()]
    return c.json({ threads, heldStrangers: conversations.heldStrangers() } satisfies Threads)
  })
  routes.get('/:id', (c) => c.json(c.get('session').conversations.get(c.req.param('id'))))
  routes.post('/:id/replies', async (c) => {
    const reply = await parsedBody(c, replyRequestSchema)
    const { conversations } = c.get('session')
    const number = conversations.reply(c.req.param('id'), reply)
    return c.json({ number, ...conversations.extentOf(reply) } satisfies ReplyAnswer)
  })
  routes.post('/:id/read', (c) => {
    c.get('session').conversations.markRead(c.req.param('id'))
    return c.body(null, 204)
  })
  routes.post('/:id/mute', async (c) => {
    const { muted } = await parsedBody(c, muteRequestSchema)
    c.get('session').conversations.mute(c.req.param('id'), muted)
    return c.body(null, 204)
  })
  routes.post('/:id/admit', (c) => {
    const admitted = c.get('session').conversations.admitHeld(c.req.param('id'))
    return c.json({ admitted } satisfies AdmittedAnswer)
  })
  routes.post('/admit-strangers', async (c) => {
    const { atMost } = await parsedBody(c, admitStrangersRequestSchema)
    const admitted = c.get('session').conversations.admitStrangers(atMost)
    return c.json({ admitted } satisfies AdmittedAnswer)
  })
  return routes
}
