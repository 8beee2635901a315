import { findStory, standingOf } from '@cronista/newsroom'
import { toBase64Url } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { HOLD_MILLIS, TwoDesks, type FixtureDesk } from './two-desks.fixture.ts'
import {
  approvedStory,
  heldStory,
  publishedStory,
  typeField,
  typeSegment,
  writeStory,
} from './written-story.fixture.ts'

const coded = (code: string): unknown => expect.objectContaining({ code })
const codes = (desk: FixtureDesk, id: string) => desk.view(id).faults.map(({ code }) => code)
const note = { es: 'El camión pasa a las seis.', en: 'The lorry passes at six.' }
const THREAD = '0a'.repeat(16)

/** Somebody has written to the newsroom, and has a pen name. */
function withConversation(desk: FixtureDesk): string {
  const inThread = { v: 1, thread: THREAD } as const
  const letter = { language: 'es', week: 1, repliesRead: 0, receivedAtMillis: 0 } as const
  desk.journal.append([
    {
      ...{ ...inThread, type: 'thread-opened', contributor: '0b'.repeat(32) },
      ...{ handle: 'Cenzontle 4', openedAtMillis: 0 },
    },
    {
      ...{ ...inThread, ...letter, type: 'message-received', messageId: '0c'.repeat(16) },
      text: 'Vi los camiones.\n\nEran seis.',
    },
  ])
  const requestId = desk.requestId()
  return desk.names.addPenName({ name: 'Pluma de Sal' as never, thread: THREAD, requestId })
}

/** Opens a story that stands on the site, changes it as told, and notes the correction. */
function corrected(desk: FixtureDesk, id: string, change: (doc: Y.Doc) => void): void {
  desk.move(id, 'reopen')
  desk.type(id, change)
  desk.move(id, 'note-correction', { note })
}

describe('a story begins', () => {
  test('in a conversation: with the contributor’s words, and under the contributor’s pen name', () => {
    const { ada, bruno, exchange } = new TwoDesks()
    const penName = withConversation(ada)
    const id = ada.stories.open({ original: 'es', thread: THREAD, requestId: 'request-1' })
    exchange()
    bruno.type(id, (doc) => {
      const segments = doc.getXmlFragment('body').toArray().map(String)
      expect(segments.join()).toMatch(/Vi los camiones\..*Eran seis\./u)
      expect(doc.getMap('choices').get('penName')).toBe(penName)
    })
    expect(bruno.view(id)).toMatchObject({ state: 'pitch', thread: THREAD, original: 'es' })
  })

  test('once, however often it is asked for, also after the desk has died', async () => {
    const { ada } = new TwoDesks()
    const asked = { original: 'en', requestId: 'request-1' } as const
    const id = ada.stories.open(asked)
    expect(ada.stories.open(asked)).toBe(id)
    await ada.restart()
    expect(ada.stories.open(asked)).toBe(id)
    expect(ada.stories.list().stories).toHaveLength(1)
  })

  test('not in a conversation that nobody knows', () => {
    const { ada } = new TwoDesks()
    const asked = { original: 'es', thread: THREAD, requestId: 'request-1' } as const
    expect(() => ada.stories.open(asked)).toThrow(coded('not-found'))
  })
})

describe('writing', () => {
  test('two people type into one paragraph while apart, and later read the same', () => {
    const { ada, bruno, exchange } = new TwoDesks()
    const id = writeStory(ada)
    exchange()
    ada.type(id, (doc) => doc.getText('summary.es').insert(0, 'Ayer. '))
    bruno.type(id, (doc) => doc.getText('summary.es').insert(0, 'Dicen que sí. '))
    exchange()
    const summaries = [ada, bruno].map((desk) => {
      let summary = ''
      desk.type(id, (doc) => (summary = doc.getText('summary.es').toJSON()))
      return summary
    })
    expect(summaries[0]).toBe(summaries[1])
    for (const words of ['Ayer.', 'Dicen que sí.', 'Un barrio espera seis días.'])
      expect(summaries[0]).toContain(words)
  })

  test('what was typed is on disk before the page hears so', async () => {
    const { ada } = new TwoDesks()
    const id = writeStory(ada)
    ada.type(id, (doc) => typeField(doc, 'headline', 'es', 'El agua no llega'))
    await ada.restart()
    expect(ada.stories.list().stories[0]?.headline.es).toBe('El agua no llega')
  })

  test('what changes nothing is not written down', () => {
    const { ada } = new TwoDesks()
    const id = writeStory(ada)
    const written = () => [...ada.journal.heads.values()][0]?.sequence
    const before = written()
    ada.type(id, () => undefined)
    expect(written()).toBe(before)
  })

  test.each([
    ['no Yjs update', toBase64Url(Uint8Array.of(7, 7, 7, 7)), 'update-malformed'],
    ['no base64url', '!', 'update-malformed'],
    ['one that is too large', toBase64Url(new Uint8Array(600_000)), 'too-large'],
  ])('%s is refused and nothing of it kept', (_what, update, code) => {
    const { ada } = new TwoDesks()
    const id = writeStory(ada)
    const before = ada.view(id)
    expect(() => ada.stories.sync(id, { vector: '', update })).toThrow(coded(code))
    expect(ada.view(id)).toEqual(before)
  })
})

describe('approving', () => {
  test('the second approval sets a hold that is drawn, and before its end nothing is published', () => {
    const world = new TwoDesks()
    const id = approvedStory(world)
    const { notBeforeMillis, state } = world.bruno.view(id)
    const waits = (notBeforeMillis ?? 0) - world.clock.nowMillis()
    expect(state).toBe('held')
    expect(waits).toBeGreaterThanOrEqual(1000)
    expect(waits).toBeLessThan(2000)
    expect(() => world.ada.move(id, 'publish')).toThrow(coded('hold-not-over'))
    expect(world.ada.view(id).moves).not.toContain('publish')
  })

  test('with one approval there is nothing to publish, and one person cannot give both', () => {
    const { ada, bruno, exchange } = new TwoDesks()
    const id = writeStory(ada)
    ada.move(id, 'submit')
    expect(ada.approve(id)).toBe('in-review')
    expect(() => ada.approve(id)).toThrow(coded('approved-already'))
    expect(() => ada.move(id, 'publish')).toThrow(coded('move-impossible'))
    expect(() => ada.move(id, 'hold')).toThrow(coded('move-impossible'))
    exchange()
    expect(bruno.view(id).approvals).toMatchObject([{ own: false }])
    expect(bruno.stories.list().stories[0]).toMatchObject({ waitsForMe: true, approvals: 1 })
    expect(ada.stories.list().stories[0]).toMatchObject({ waitsForMe: false, approvals: 1 })
  })

  test('what has changed since the page showed it is not approved', () => {
    const { ada, bruno, exchange } = new TwoDesks()
    const id = writeStory(ada)
    ada.move(id, 'submit')
    exchange()
    const { digest } = bruno.view(id).proposal!
    ada.move(id, 'return', { reason: 'Falta la hora.' })
    ada.type(id, (doc) => typeSegment(doc, 'es', note.es))
    ada.type(id, (doc) => typeSegment(doc, 'en', note.en))
    ada.move(id, 'submit')
    exchange()
    expect(() => bruno.move(id, 'approve', { digest })).toThrow(coded('digest-changed'))
    expect(bruno.view(id).approvals).toEqual([])
    expect(bruno.view(id).history.at(-2)).toMatchObject({ reason: 'Falta la hora.' })
  })

  test('an approval of what was taken back meanwhile on the other desk counts for nothing', () => {
    const { ada, bruno, exchange } = new TwoDesks()
    const id = writeStory(ada)
    ada.move(id, 'submit')
    exchange()
    bruno.approve(id)
    ada.move(id, 'return')
    ada.type(id, (doc) => typeField(doc, 'headline', 'es', 'Otra cosa'))
    ada.type(id, (doc) => typeField(doc, 'headline', 'en', 'Another thing'))
    ada.move(id, 'submit')
    ada.approve(id)
    exchange()
    for (const desk of [ada, bruno]) {
      expect(desk.view(id).state).toBe('in-review')
      expect(desk.view(id).approvals).toHaveLength(1)
    }
  })

  test('typing on after the proposal changes nothing of it, and is shown', () => {
    const { ada } = new TwoDesks()
    const id = writeStory(ada)
    ada.move(id, 'submit')
    const { proposal, changedSinceProposal } = ada.view(id)
    expect(changedSinceProposal).toBe(false)
    ada.type(id, (doc) => typeField(doc, 'headline', 'es', 'Otra cosa'))
    expect(ada.view(id)).toMatchObject({ proposal, changedSinceProposal: true })
  })

  test('on a full disk nothing is approved, and once there is room it is', async () => {
    const { ada, bruno, exchange } = new TwoDesks()
    const id = writeStory(ada)
    ada.move(id, 'submit')
    exchange()
    bruno.approve(id)
    exchange()
    ada.isFull = true
    expect(() => ada.approve(id)).toThrow(coded('storage-failed'))
    expect(ada.view(id)).toMatchObject({ state: 'in-review', approvals: [{ own: false }] })
    ada.isFull = false
    await ada.restart()
    expect(ada.view(id)).toMatchObject({ state: 'in-review', approvals: [{ own: false }] })
    expect(ada.approve(id)).toBe('held')
  })

  test('the same request again changes nothing', () => {
    const { ada } = new TwoDesks()
    const id = writeStory(ada)
    const requestId = 'request-7'
    expect(ada.stories.move(id, { move: 'submit', requestId })).toBe('in-review')
    expect(ada.stories.move(id, { move: 'submit', requestId })).toBe('in-review')
    expect(ada.view(id).history).toHaveLength(2)
  })
})

describe('what is not complete', () => {
  test('is not submitted, and the story says what is missing and where', () => {
    const { ada } = new TwoDesks()
    const id = writeStory(ada)
    ada.type(id, (doc) => typeField(doc, 'headline', 'en', ''))
    expect(ada.view(id).faults).toEqual([
      expect.objectContaining({ code: 'field-empty', field: 'headline', language: 'en' }),
    ])
    expect(() => ada.move(id, 'submit')).toThrow(coded('story-incomplete'))
  })

  test.each([
    ['es', 'archivo'],
    ['en', 'write'],
  ] as const)('no story stands where the site has a page of its own: %s %s', (language, slug) => {
    const { ada } = new TwoDesks()
    const id = writeStory(ada)
    ada.type(id, (doc) => typeField(doc, 'slug', language, slug))
    expect(ada.view(id).faults).toEqual([{ code: 'slug-taken', field: 'slug', language }])
    expect(() => ada.move(id, 'submit')).toThrow(coded('story-incomplete'))
  })

  test('two stories do not get one address', () => {
    const { ada } = new TwoDesks()
    ada.move(writeStory(ada), 'submit')
    expect(codes(ada, writeStory(ada))).toEqual(['slug-taken', 'slug-taken'])
  })
})

describe('on the site', () => {
  test('a correction in one language alone is refused; in both it is published, and told', async () => {
    const world = new TwoDesks()
    const { ada, bruno, exchange } = world
    const id = await publishedStory(world)
    corrected(ada, id, (doc) => typeSegment(doc, 'es', note.es))
    expect(codes(ada, id)).toEqual(['only-one-language-changed'])
    expect(() => ada.move(id, 'submit')).toThrow(coded('story-incomplete'))
    ada.type(id, (doc) => typeSegment(doc, 'en', note.en))
    ada.move(id, 'submit')
    exchange()
    expect(bruno.view(id).changedSinceProposal).toBe(false)
    bruno.approve(id)
    exchange()
    ada.approve(id)
    await world.clock.advance(HOLD_MILLIS)
    ada.move(id, 'publish')
    await world.rounds()
    expect(bruno.view(id)).toMatchObject({
      state: 'corrected',
      onSite: { story: { corrections: [{ text: note }] } },
    })
    expect(world.relay.releases).toHaveLength(2)
  })

  test('a change without a word to readers is refused', async () => {
    const world = new TwoDesks()
    const id = await publishedStory(world)
    world.ada.move(id, 'reopen')
    expect(codes(world.ada, id)).toEqual(['correction-missing'])
  })

  test('a story is withdrawn by two and through a release, as it was published, and at once', async () => {
    const world = new TwoDesks()
    const { ada, bruno, exchange } = world
    const id = await publishedStory(world)
    bruno.move(id, 'propose-withdrawal', { note })
    exchange()
    for (const desk of [ada, bruno]) {
      desk.approve(id)
      exchange()
    }
    expect(ada.stories.list().stories[0]).toMatchObject({ state: 'held', proposed: 'withdrawal' })
    expect(ada.view(id).notBeforeMillis).toBeUndefined()
    // Earlier versions wait for what is recorded.
    const standing = standingOf(findStory(ada.journal.state, id)!)
    expect(standing).toMatchObject({ notBeforeMillis: world.clock.nowMillis() })
    bruno.move(id, 'publish')
    await world.rounds()
    expect(ada.view(id).state).toBe('withdrawn')
    expect(ada.stories.list().stories[0]).toMatchObject({ onSite: false })
  })

  test('what this desk has signed is not taken back from it', async () => {
    const world = new TwoDesks()
    const id = await heldStory(world)
    world.ada.move(id, 'publish')
    expect(() => world.ada.move(id, 'return')).toThrow(coded('release-pending'))
    expect(world.ada.view(id).moves).toEqual([])
  })
})
