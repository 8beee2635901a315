import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { TwoDesks } from '../services/two-desks.fixture.ts'
import {
  consent,
  recordSource,
  SURNAME,
  writeQuotingStory,
} from '../services/quoted-source.fixture.ts'
import {
  heldStory,
  publishedStory,
  typeField,
  writeStory,
} from '../services/written-story.fixture.ts'
import { problemSchema } from './api.ts'
import { problemAnswer, problemCodeOf } from './problems.ts'
import {
  madeSchema,
  moveAnswerSchema,
  penNamesSchema,
  peopleSchema,
  seriesSchema,
  siteSchema,
  sourcesSchema,
  storiesSchema,
  storySchema,
  syncAnswerSchema,
} from './story-api.ts'
import { storyRoutes, type StorySession } from './story-routes.ts'

/** Ada's page, which was let in already. */
function openPage() {
  const world = new TwoDesks()
  const app = new Hono<{ Variables: { session: StorySession } }>()
  app.use(async (c, next) => {
    c.set('session', world.ada)
    await next()
  })
  app.route('/', storyRoutes())
  app.onError((error) => problemAnswer(problemCodeOf(error)))
  const ask = async (path: string, body?: unknown, method = 'POST'): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' }
    const sent = body === undefined ? {} : { method, headers, body: JSON.stringify(body) }
    const answer = await app.request(path, sent)
    const text = await answer.text()
    return text === '' ? answer.status : JSON.parse(text)
  }
  const codeOf = async (path: string, body: unknown, method = 'POST') =>
    problemSchema.parse(await ask(path, body, method)).code
  return { world, ask, codeOf }
}

const requestId = 'request-0'

describe('stories over HTTP', () => {
  test('list, story, sync, moves and site are as their schemas say', async () => {
    const { world, ask } = openPage()
    const id = await publishedStory(world)
    const { stories } = storiesSchema.parse(await ask('/stories'))
    expect(stories).toMatchObject([{ id, state: 'published', onSite: true }])
    const { story } = storySchema.parse(await ask(`/stories/${id}`))
    expect(story).toMatchObject({
      onSite: { paths: { es: '/es/el-agua-llega/', en: '/en/water-comes/' } },
      moves: ['reopen', 'propose-withdrawal'],
    })
    const synced = syncAnswerSchema.parse(await ask(`/stories/${id}/sync`, { vector: 'AA' }))
    expect(synced.update).not.toBe('')
    const move = { move: 'reopen', requestId }
    expect(moveAnswerSchema.parse(await ask(`/stories/${id}/moves`, move))).toEqual({
      state: 'draft',
    })
    expect(siteSchema.parse(await ask('/site'))).toMatchObject({ release: { number: 1 } })
  })

  test('a proposal, its approvals and a release under way, too', async () => {
    const { world, ask } = openPage()
    const id = await heldStory(world)
    const { story } = storySchema.parse(await ask(`/stories/${id}`))
    expect(story).toMatchObject({
      proposal: { kind: 'publication' },
      approvals: [{ own: false }, { own: true }],
    })
    await ask(`/stories/${id}/moves`, { move: 'publish', requestId })
    expect(siteSchema.parse(await ask('/site')).pending).toMatchObject({
      stage: 'waits-for-signature',
    })
  })

  test('what cannot be done says why, and what is malformed changes nothing', async () => {
    const { world, ask, codeOf } = openPage()
    const { id } = madeSchema.parse(await ask('/stories', { original: 'es', requestId }))
    expect(await ask('/stories', { original: 'es', requestId })).toEqual({ id })
    const moves = `/stories/${id}/moves`
    expect(await codeOf(moves, { move: 'approve', requestId })).toBe('request-malformed')
    expect(await codeOf(moves, { move: 'submit', requestId })).toBe('move-impossible')
    await ask(moves, { move: 'begin', requestId })
    const submit = { move: 'submit', requestId: 'request-1' }
    expect(await codeOf(moves, submit)).toBe('story-incomplete')
    expect(await codeOf(`/stories/${id}/sync`, { vector: '?' })).toBe('request-malformed')
    expect(await codeOf('/stories', { original: 'fr', requestId })).toBe('request-malformed')
    expect(await codeOf(`/stories/${'0'.repeat(32)}/moves`, submit)).toBe('not-found')
    expect(world.ada.view(id).history).toHaveLength(1)
  })

  test('a site without a new story is built when it is asked for', async () => {
    const { ask, codeOf } = openPage()
    expect(await ask('/site/releases', {})).toBe(204)
    expect(await codeOf('/site/releases', {})).toBe('release-pending')
  })
})

describe('what stories choose from', () => {
  const label = { es: 'una vecina', en: 'a neighbour' }
  const unnamedBecause = { es: 'Teme por los suyos.', en: 'She fears for her family.' }

  test('sources are described, and described anew only by who saw the last description', async () => {
    const { world, ask, codeOf } = openPage()
    const source = { level: 'description', label, unnamedBecause, requestId }
    const { id } = madeSchema.parse(await ask('/sources', source))
    expect(await ask('/sources', source)).toEqual({ id })
    const blind = { level: 'nothing', label, revision: 1 }
    expect(await codeOf(`/sources/${id}`, blind, 'PUT')).toBe('request-malformed')
    const revised = { ...blind, head: world.ada.sources.list().sources[0]!.head }
    expect(await ask(`/sources/${id}`, revised, 'PUT')).toBe(204)
    expect(await codeOf(`/sources/${id}`, revised, 'PUT')).toBe('changed-meanwhile')
    world.exchange()
    expect(world.bruno.sources.list()).toEqual(await ask('/sources'))
    expect(sourcesSchema.parse(await ask('/sources')).sources).toMatchObject([
      { id, level: 'nothing', label, revision: 2, needsConsent: false },
    ])
  })

  test('a level is raised by a consent, and a protected text lifted by one', async () => {
    const { world, ask, codeOf } = openPage()
    const source = { level: 'description', label, unnamedBecause, requestId }
    const { id } = madeSchema.parse(await ask('/sources', source))
    const { head } = world.ada.sources.list().sources[0]!
    const raised = { level: 'first-name', label, revision: 1, head }
    expect(await codeOf(`/sources/${id}`, raised, 'PUT')).toBe('consent-missing')
    expect(await ask(`/sources/${id}`, { ...raised, consent }, 'PUT')).toBe(204)
    const text = { kind: 'surname', text: SURNAME, requestId }
    const made = madeSchema.parse(await ask(`/sources/${id}/protections`, text))
    expect(await ask(`/sources/${id}/protections`, text)).toEqual(made)
    const lift = `/sources/${id}/protections/${made.id}/lift`
    expect(await codeOf(lift, { requestId })).toBe('request-malformed')
    expect(await ask(lift, { consent, requestId })).toBe(204)
    const { people } = peopleSchema.parse(await ask('/people'))
    const { sources } = sourcesSchema.parse(await ask('/sources'))
    expect(sources).toMatchObject([
      {
        ...{ agreed: { level: 'first-name', consent: { words: consent.words } } },
        ...{ protections: [], lifted: [{ id: made.id, text: SURNAME, consent }] },
      },
    ])
    world.exchange()
    expect(world.bruno.sources.list()).toEqual({ sources })
    expect(people).toEqual([])
  })

  test('what is no source, no protection and no consent of one is refused', async () => {
    const { world, ask, codeOf } = openPage()
    const nobody = '0'.repeat(32)
    const text = { kind: 'surname', text: SURNAME, requestId }
    expect(await codeOf(`/sources/${nobody}/protections`, text)).toBe('not-found')
    const source = recordSource(world.ada)
    const lift = `/sources/${source}/protections/${nobody}/lift`
    expect(await codeOf(lift, { consent, requestId })).toBe('not-found')
    const over = { ...consent, until: '2026-10-31' }
    expect(await codeOf(lift, { consent: over, requestId })).toBe('request-malformed')
    const long = { ...text, text: 'a'.repeat(121) }
    expect(await codeOf(`/sources/${source}/protections`, long)).toBe('request-malformed')
    expect(await ask(`/sources/${source}/protections`, { ...text, requestId: 'other-id' })).toEqual(
      expect.objectContaining({ id: expect.any(String) as unknown }),
    )
  })

  test('what the gate finds is told with its place, and keeps the story from going on', async () => {
    const { world, ask, codeOf } = openPage()
    const id = writeQuotingStory(world.ada, recordSource(world.ada))
    world.ada.type(id, (doc) => {
      typeField(doc, 'slug', 'en', 'water-quinones')
    })
    const { story } = storySchema.parse(await ask(`/stories/${id}`))
    const place = { kind: 'field', story: id, field: 'slug', language: 'en' }
    expect(story.gate).toMatchObject({ judged: 'draft', findings: [{ rule: 1, place }] })
    const submit = { move: 'submit', requestId }
    expect(await codeOf(`/stories/${id}/moves`, submit)).toBe('gate-blocked')
  })

  test('pen names and series', async () => {
    const { ask } = openPage()
    await ask('/pen-names', { name: '  Pluma\u200b de Sal ', requestId })
    const { penNames } = penNamesSchema.parse(await ask('/pen-names'))
    expect(penNames).toMatchObject([{ name: 'Pluma de Sal' }])
    const title = { es: 'El agua', en: 'Water' }
    const slug = { es: 'el-agua', en: 'water' }
    await ask('/series', { title, slug, requestId })
    expect(seriesSchema.parse(await ask('/series')).series).toMatchObject([{ title, slug }])
  })

  test('two pen names never share a page, however they are written', async () => {
    const { ask, codeOf } = openPage()
    const first = { name: 'Pluma de Sal', requestId }
    const { id } = madeSchema.parse(await ask('/pen-names', first))
    const second = { name: 'pluma, de sál', requestId: 'request-1' }
    expect(await codeOf('/pen-names', second)).toBe('pen-name-taken')
    expect(await ask('/pen-names', first)).toEqual({ id })
    expect(penNamesSchema.parse(await ask('/pen-names')).penNames).toHaveLength(1)
  })

  test.each([
    ['/pen-names', { name: ' ', requestId }],
    ['/pen-names', { name: 'a'.repeat(81), requestId }],
    ['/sources', { level: 'description', label: { es: 'una vecina' }, requestId }],
    ['/sources', { level: 'known', label, requestId }],
    ['/series', { title: label, slug: { es: 'El Agua', en: 'water' }, requestId }],
  ])('%s: what is malformed is refused', async (path, body) => {
    const { codeOf, world } = openPage()
    expect(await codeOf(path, body)).toBe('request-malformed')
    writeStory(world.ada)
  })
})
