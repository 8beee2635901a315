// Stories, what they choose from, and the site, for the desk's page. Who may ask is decided before.
import { Hono } from 'hono'
import type { NameLists } from '../services/name-lists.ts'
import type { ReleaseDesk } from '../services/release-desk.ts'
import type { SourceList } from '../services/source-list.ts'
import type { StoryDesk } from '../services/story-desk.ts'
import { parsedBody } from './parsed-body.ts'
import {
  liftProtectionSchema,
  moveRequestSchema,
  newPenNameSchema,
  newProtectionSchema,
  newSeriesSchema,
  newSourceSchema,
  newStorySchema,
  sourceRevisionSchema,
  syncRequestSchema,
  type Made,
  type MoveAnswer,
} from './story-api.ts'

/** What an unlocked desk has of stories. */
export interface StorySession {
  readonly stories: StoryDesk
  readonly names: NameLists
  readonly sources: SourceList
  readonly releases: ReleaseDesk
}

interface Unlocked {
  readonly Variables: { session: StorySession }
}

/** The routes under `/api`; `session` is the unlocked desk of whoever asks. */
export function storyRoutes(): Hono<Unlocked> {
  const routes = new Hono<Unlocked>()
  routes.get('/stories', (c) => c.json(c.get('session').stories.list()))
  routes.post('/stories', async (c) => {
    const asked = await parsedBody(c, newStorySchema)
    return c.json({ id: c.get('session').stories.open(asked) } satisfies Made)
  })
  routes.get('/stories/:id', (c) => c.json(c.get('session').stories.get(c.req.param('id'))))
  routes.post('/stories/:id/sync', async (c) => {
    const asked = await parsedBody(c, syncRequestSchema)
    return c.json(c.get('session').stories.sync(c.req.param('id'), asked))
  })
  routes.post('/stories/:id/moves', async (c) => {
    const asked = await parsedBody(c, moveRequestSchema)
    const state = c.get('session').stories.move(c.req.param('id'), asked)
    return c.json({ state } satisfies MoveAnswer)
  })
  routes.get('/site', (c) => c.json(c.get('session').releases.status()))
  routes.post('/site/releases', (c) => {
    c.get('session').releases.publish([])
    return c.body(null, 204)
  })
  routes.route('/sources', sourceRoutes())
  routes.route('/', nameRoutes())
  return routes
}

function sourceRoutes(): Hono<Unlocked> {
  const routes = new Hono<Unlocked>()
  routes.get('/', (c) => c.json(c.get('session').sources.list()))
  routes.post('/', async (c) => {
    const asked = await parsedBody(c, newSourceSchema)
    return c.json({ id: c.get('session').sources.add(asked) } satisfies Made)
  })
  routes.put('/:id', async (c) => {
    const asked = await parsedBody(c, sourceRevisionSchema)
    c.get('session').sources.revise(c.req.param('id'), asked)
    return c.body(null, 204)
  })
  routes.post('/:id/protections', async (c) => {
    const asked = await parsedBody(c, newProtectionSchema)
    const id = c.get('session').sources.protect(c.req.param('id'), asked)
    return c.json({ id } satisfies Made)
  })
  routes.post('/:id/protections/:protection/lift', async (c) => {
    const asked = await parsedBody(c, liftProtectionSchema)
    c.get('session').sources.lift(c.req.param('id'), c.req.param('protection'), asked)
    return c.body(null, 204)
  })
  return routes
}

function nameRoutes(): Hono<Unlocked> {
  const routes = new Hono<Unlocked>()
  routes.get('/people', (c) => c.json(c.get('session').names.people()))
  routes.get('/pen-names', (c) => c.json(c.get('session').names.penNames()))
  routes.post('/pen-names', async (c) => {
    const asked = await parsedBody(c, newPenNameSchema)
    return c.json({ id: c.get('session').names.addPenName(asked) } satisfies Made)
  })
  routes.get('/series', (c) => c.json(c.get('session').names.series()))
  routes.post('/series', async (c) => {
    const asked = await parsedBody(c, newSeriesSchema)
    return c.json({ id: c.get('session').names.addSeries(asked) } satisfies Made)
  })
  return routes
}
