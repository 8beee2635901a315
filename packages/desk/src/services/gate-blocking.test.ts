import { describe, expect, test } from 'vitest'
import { DAY_MILLIS } from '../domain/day.ts'
import {
  consent,
  firstName,
  leaky,
  nameBehind,
  recordSource,
  SURNAME,
  writeQuotingStory,
} from './quoted-source.fixture.ts'
import { HOLD_MILLIS, plainPress, ROUND_MILLIS, TwoDesks } from './two-desks.fixture.ts'
import { approve, publish, release, typeField } from './written-story.fixture.ts'

const HOUR_MILLIS = 3_600_000
const coded = (code: string): unknown => expect.objectContaining({ code })
const blocked = coded('gate-blocked')

/** A complete draft that quotes a source by first name, known to both desks. */
function quoted() {
  const world = new TwoDesks()
  const source = recordSource(world.ada)
  const id = writeQuotingStory(world.ada, source)
  world.exchange()
  const type = (field: 'headline' | 'slug', language: 'en' | 'es', text: string) => {
    world.ada.type(id, (doc) => {
      typeField(doc, field, language, text)
    })
  }
  /** Bruno learns of another text that must not get out: a word that stands in the story. */
  const protectAtBrunos = () =>
    world.bruno.sources.protect(source, { kind: 'place', text: 'camión', requestId: 'place-01' })
  return { world, source, id, type, protectAtBrunos }
}

/** The same, approved by both and past its hold. */
async function held() {
  const story = quoted()
  approve(story.world, story.id)
  await story.world.clock.advance(HOLD_MILLIS)
  return story
}

describe('what says more than was agreed', () => {
  test('is not proposed, until it is corrected', () => {
    const { world, id, type } = quoted()
    type('slug', 'en', 'water-quinones')
    expect(() => world.ada.move(id, 'submit')).toThrow(blocked)
    expect(world.ada.view(id).state).toBe('draft')
    type('slug', 'en', 'water-comes')
    expect(world.ada.move(id, 'submit')).toBe('in-review')
  })

  test('is not approved: what one desk has recorded blocks at the other, once it has come', () => {
    const { world, id, protectAtBrunos } = quoted()
    const { ada, bruno, exchange } = world
    ada.move(id, 'submit')
    exchange()
    protectAtBrunos()
    expect(() => bruno.approve(id)).toThrow(blocked)
    expect(ada.view(id)).toMatchObject({ gate: { findings: [] }, moves: ['approve', 'return'] })
    expect(ada.stories.list().stories).toMatchObject([{ isBlocked: false, waitsForMe: true }])
    exchange()
    expect(ada.view(id).gate.findings).not.toEqual([])
    expect(ada.view(id).moves).toEqual(['return'])
    const listed = { state: 'in-review', isBlocked: true, waitsForMe: false }
    expect(ada.stories.list().stories).toMatchObject([listed])
    expect(() => ada.approve(id)).toThrow(blocked)
    expect(ada.view(id).approvals).toEqual([])
    expect(ada.move(id, 'return')).toBe('draft')
  })

  test('is not published, though both have approved it', async () => {
    const { world, id, protectAtBrunos } = await held()
    protectAtBrunos()
    world.exchange()
    expect(world.ada.view(id).moves).toEqual(['return'])
    expect(world.ada.stories.list().stories).toMatchObject([{ state: 'held', isBlocked: true }])
    expect(() => world.ada.move(id, 'publish')).toThrow(blocked)
    expect(world.ada.releases.status().pending).toBeUndefined()
    expect(world.ada.move(id, 'return')).toBe('draft')
  })

  test('is printed once the source has agreed', async () => {
    const { world, source, id, type } = quoted()
    type('headline', 'es', `Marina ${SURNAME} espera`)
    expect(() => world.ada.move(id, 'submit')).toThrow(blocked)
    const { id: protection } = world.ada.sources.list().sources[0]!.protections[0]!
    world.ada.sources.lift(source, protection, { consent, requestId: 'lift-001' })
    world.exchange()
    await publish(world, id)
    expect(world.bruno.view(id).state).toBe('published')
  })

  test('of a source whose level was lowered since, is not released', async () => {
    const { world, source, id } = await held()
    const { consent: _given, ...described } = firstName
    const label = { es: 'una vecina' as never, en: 'a neighbour' as never }
    const { head } = world.bruno.sources.list().sources[0]!
    const lowered = { ...described, level: 'description', label, revision: 1, head } as const
    world.bruno.sources.revise(source, lowered)
    world.exchange()
    expect(() => world.ada.move(id, 'publish')).toThrow(blocked)
    const place = { kind: 'segment', story: id, segment: 'q1', part: 'speaker' }
    expect(world.ada.view(id).gate.findings).toMatchObject([{ code: 'consent-missing', place }])
  })

  test('cannot keep a story on the site: a withdrawal is judged by its note alone', async () => {
    const { world, source, id, protectAtBrunos } = quoted()
    const { ada, bruno } = world
    await publish(world, id)
    protectAtBrunos()
    world.exchange()
    expect(bruno.sources.list().sources[0]).toMatchObject({ id: source, exposed: [{ story: id }] })
    const notes = [SURNAME, 'Cambió lo que sabíamos.'].map((es) => ({ es, en: 'Withdrawn.' }))
    const [telling, silent] = notes
    expect(() => ada.move(id, 'propose-withdrawal', { note: telling })).toThrow(blocked)
    ada.move(id, 'propose-withdrawal', { note: silent })
    await release(world, id)
    expect(bruno.view(id).state).toBe('withdrawn')
    expect(bruno.sources.list().sources[0]?.exposed).toEqual([])
  })
})

describe('a note for readers', () => {
  const telling = { es: `Se quitó el apellido ${SURNAME}.`, en: 'A name was taken out.' }
  const silent = { es: 'Se quitó un dato.', en: 'Something was taken out.' }

  test('that says what is protected is not kept: it could never be taken back', async () => {
    const { world, id } = quoted()
    const { ada } = world
    await publish(world, id)
    ada.move(id, 'reopen')
    expect(() => ada.move(id, 'note-correction', { note: telling })).toThrow(blocked)
    expect(ada.view(id).corrections).toEqual([])
    ada.move(id, 'note-correction', { note: silent })
    expect(ada.view(id).gate.findings).toEqual([])
  })

  test('is judged by those too who are in the draft alone', async () => {
    const { world, id } = quoted()
    const { ada } = world
    await publish(world, id)
    const other = ada.sources.add({ ...firstName, requestId: 'source-2' })
    ada.sources.protect(other, { kind: 'place', text: 'Nacozari', requestId: 'place-01' })
    ada.move(id, 'reopen')
    const note = { ...silent, en: 'She lives in Nacozari.' }
    nameBehind(ada, id, other)
    expect(() => ada.move(id, 'note-correction', { note })).toThrow(blocked)
  })

  test('of what was withdrawn stays in sight when something of it is protected later', async () => {
    const { world, source, id } = quoted()
    const { ada } = world
    await publish(world, id)
    ada.move(id, 'propose-withdrawal', { note: { ...silent, es: 'De Nacozari.' } })
    await release(world, id)
    expect(ada.sources.list().sources[0]?.exposed).toEqual([])
    ada.sources.protect(source, { kind: 'place', text: 'Nacozari', requestId: 'place-01' })
    const headline = { es: 'El agua llega los martes', en: 'Water comes on Tuesdays' }
    expect(ada.sources.list().sources[0]?.exposed).toEqual([{ story: id, headline }])
  })
})

describe('the second desk does not sign', () => {
  test('what the first released without a gate: it builds, reads and says so', async () => {
    const { world, id } = await held()
    const { ada, bruno, relay } = world
    await ada.skipGate()
    // Both run the same press, so that they get the same bytes; it tells what no text of the story does.
    for (const desk of [ada, bruno]) desk.press = leaky(plainPress())
    ada.move(id, 'publish')
    await world.rounds()
    expect(bruno.releases.status()).toMatchObject({
      pending: { stage: 'refused', code: 'release-blocked' },
      warnings: [{ code: 'release-blocked' }],
    })
    expect(relay.releases).toEqual([])
    expect(bruno.view(id)).toMatchObject({
      state: 'held',
      gate: { findings: [{ rule: 2, place: { kind: 'site', part: 'path' } }] },
    })
    expect(bruno.move(id, 'return')).toBe('draft')
  })

  test('what was drafted before the first desk knew; the first one then lets another release pass', async () => {
    const { world, source, id, protectAtBrunos } = await held()
    const { ada, bruno, relay } = world
    ada.move(id, 'publish')
    protectAtBrunos()
    await world.rounds()
    for (const { releases } of [ada, bruno])
      expect(releases.status().warnings).toEqual([{ code: 'release-blocked' }])
    expect(bruno.view(id).gate.findings).toMatchObject([{ rule: 1, source }])
    // Nor is it drafted anew for another day.
    await world.clock.sleep(DAY_MILLIS)
    await world.rounds()
    expect(relay.releases).toEqual([])
    expect(ada.releases.status().warnings).toEqual([{ code: 'release-blocked' }])
    ada.releases.publish([])
    await world.rounds()
    expect(relay.releases).toHaveLength(1)
    expect(bruno.view(id).onSite).toBeUndefined()
  })
})

describe('what both have signed is judged again before it is handed in', () => {
  /** Both have signed, the relay has nothing, and Ada's desk is shut; then Bruno protects a word of it. */
  async function signed() {
    const story = await held()
    const { world, id, protectAtBrunos } = story
    const { ada, bruno, exchange, clock } = world
    ada.move(id, 'publish')
    exchange()
    await ada.stop()
    await clock.advance(ROUND_MILLIS)
    exchange()
    expect(bruno.releases.status().pending).toMatchObject({ stage: 'uploading' })
    protectAtBrunos()
    exchange()
    return story
  }

  test.each([
    ['by the desk that drafted it', 0],
    ['by another desk, later', 2 * HOUR_MILLIS],
  ])('%s', async (_by, laterMillis) => {
    const { world, id } = await signed()
    const { ada, bruno, relay, clock } = world
    await clock.advance(laterMillis)
    if (laterMillis === 0) await ada.restart()
    await world.rounds()
    expect(relay.releases).toEqual([])
    expect(bruno.view(id)).toMatchObject({ state: 'held', gate: { findings: [{ rule: 1 }] } })
    const desk = laterMillis === 0 ? ada : bruno
    expect(desk.releases.status()).toMatchObject({
      pending: { stage: 'refused', code: 'release-blocked' },
      warnings: [{ code: 'release-blocked' }],
    })
  })

  test('another release takes its place, and then the story can be returned', async () => {
    const { world, id } = await signed()
    const { ada, bruno, relay } = world
    await ada.restart()
    await world.rounds()
    expect(() => bruno.move(id, 'return')).toThrow(coded('release-pending'))
    bruno.releases.publish([])
    await world.rounds()
    expect(relay.releases).toHaveLength(1)
    expect(bruno.view(id)).toMatchObject({ state: 'held' })
    expect(bruno.view(id).onSite).toBeUndefined()
    await world.clock.advance(HOUR_MILLIS)
    expect(bruno.move(id, 'return')).toBe('draft')
    expect(bruno.releases.status().warnings).toEqual([])
  })
})
