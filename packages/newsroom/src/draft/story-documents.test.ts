import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { edited } from '../event.fixture.ts'
import { fold } from '../fold.ts'
import type { StoryState } from '../state/story-state.ts'
import { textOfSpans } from '../story/block.ts'
import { STORY } from '../story/story.fixture.ts'
import { BODY } from './read-draft.ts'
import { startDraft } from './start-draft.ts'
import { StoryDocuments } from './story-documents.ts'

const seed = startDraft({ story: STORY, original: 'es', paragraphs: ['Uno.', ' \n', 'Dos.'] })

function storyOf(...updates: readonly Uint8Array[]): StoryState {
  return fold(updates.map((update) => edited(update))).stories.get(STORY)!
}

/** What somebody adds to a document who has seen the update. */
function added(seen: Uint8Array, text: string): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seen)
  const before = Y.encodeStateVector(doc)
  doc.getText('headline.es').insert(0, text)
  return Y.encodeStateAsUpdate(doc, before)
}

function firstText(doc: Y.Doc): Y.XmlText {
  const segment = doc.getXmlFragment(BODY).get(0) as Y.XmlElement
  return (segment.get(0) as Y.XmlElement).get(0) as Y.XmlText
}

function headline(documents: StoryDocuments, story: StoryState): string {
  return documents.draftOf(story).fields.headline.es
}

describe('a story begins', () => {
  test('with what was written to the newsroom, a segment each', () => {
    const { segments } = new StoryDocuments().draftOf(storyOf(seed))
    expect(segments.map(({ id, text }) => [id, textOfSpans(text.es), text.en])).toEqual([
      ['s1', 'Uno.', []],
      ['s2', 'Dos.', []],
    ])
  })

  test('with one empty segment if nothing was written', () => {
    const empty = startDraft({ story: STORY, original: 'en', paragraphs: [] })
    const { segments } = new StoryDocuments().draftOf(storyOf(empty))
    expect(segments.map(({ text }) => text)).toEqual([{ es: [], en: [] }])
  })

  test('once, though it is begun twice', () => {
    const again = startDraft({ story: STORY, original: 'es', paragraphs: ['Uno.', 'Dos.'] })
    const other = startDraft({ story: 'ff'.repeat(16), original: 'es', paragraphs: ['Uno.'] })
    const both = new StoryDocuments().draftOf(storyOf(seed, again))
    expect(seed).not.toEqual(other)
    expect(both.segments.filter(({ text }) => text.es[0]?.text === 'Uno.')).not.toHaveLength(0)
    expect(startDraft({ story: STORY, original: 'es', paragraphs: ['Uno.'] })).toEqual(
      startDraft({ paragraphs: ['Uno.'], story: STORY, original: 'es' }),
    )
  })
})

describe('the documents of stories', () => {
  const [a, b] = [added(seed, 'A'), added(seed, 'B')]

  test('follow the state, and go back with it', () => {
    const documents = new StoryDocuments()
    const first = storyOf(seed, a)
    expect(headline(documents, first)).toBe('A')
    expect(headline(documents, storyOf(seed, a, b))).toMatch(/^(?:AB|BA)$/u)
    expect(headline(documents, storyOf(seed, b))).toBe('B')
    expect(headline(documents, first)).toBe('A')
    documents.forget(STORY)
    expect(headline(documents, first)).toBe('A')
  })

  test('brought up one by one are what they are at once, and are not put together anew', () => {
    const documents = new StoryDocuments()
    let state = fold([edited(seed)])
    const drafts = []
    for (let update = seed, index = 0; index < 300; index++) {
      update = added(update, String(index % 10))
      state = fold([edited(update)], state)
      drafts.push(headline(documents, state.stories.get(STORY)!))
      update = documents.updateOf(state.stories.get(STORY)!)
    }
    const whole = state.stories.get(STORY)!
    expect(drafts.at(-1)).toHaveLength(300)
    expect(new StoryDocuments().draftOf(whole)).toEqual(documents.draftOf(whole))
    expect(documents.draftOf(whole)).toBe(documents.draftOf(whole))
  })

  test('tell somebody only what they lack', () => {
    const documents = new StoryDocuments()
    const story = storyOf(seed, a)
    const mine = new Y.Doc()
    Y.applyUpdate(mine, seed)
    const lacking = documents.updateOf(story, Y.encodeStateVector(mine))
    expect(lacking.byteLength).toBeLessThan(documents.updateOf(story).byteLength)
    Y.applyUpdate(mine, lacking)
    expect(Y.encodeStateVector(mine)).toEqual(documents.vectorOf(story))
    expect(() => documents.updateOf(story, Uint8Array.of(0xff))).toThrow('update-malformed')
  })

  test('take what changes them, and know what does not', () => {
    const documents = new StoryDocuments()
    expect(documents.accepts(storyOf(seed), a)).toBe(true)
    expect(documents.accepts(storyOf(seed, a), a)).toBe(false)
    expect(headline(documents, storyOf(seed))).toBe('')
  })

  test.each([
    ['no update', Uint8Array.of(1, 2, 3), 'update-malformed'],
    ['nothing at all', new Uint8Array(), 'update-malformed'],
    ['more than 512 KiB', new Uint8Array(512 * 1024 + 1), 'update-too-large'],
  ])('refuse %s', (_name, update, code) => {
    expect(() => new StoryDocuments().accepts(storyOf(seed), update)).toThrow(
      expect.objectContaining({ code }),
    )
  })

  test('do not grow beyond 4 MiB', () => {
    const parts = Array.from({ length: 9 }, () => {
      const doc = new Y.Doc()
      doc.getText('summary.es').insert(0, 'a'.repeat(500_000))
      return Y.encodeStateAsUpdate(doc)
    })
    const documents = new StoryDocuments()
    expect(documents.accepts(storyOf(...parts.slice(0, 7)), parts[7]!)).toBe(true)
    expect(() => documents.accepts(storyOf(...parts.slice(0, 8)), parts[8]!)).toThrow(
      'document-too-large',
    )
  })

  test('are read without an update that should never have come', () => {
    const story = fold([edited(seed), edited(Uint8Array.of(9, 9, 9)), edited(a)]).stories.get(
      STORY,
    )!
    expect(headline(new StoryDocuments(), story)).toBe('A')
  })

  test('are read without a part that has no length, on which Yjs itself gives up', () => {
    // One client's ten parts, of which the first ones are deleted and nothing long.
    const lengthless = Uint8Array.from([1, 10, ...Array.from({ length: 24 }, () => 0)]).with(5, 1)
    const documents = new StoryDocuments()
    expect(documents.draftOf(storyOf(seed, lengthless)).segments).toHaveLength(2)
    expect(() => documents.accepts(storyOf(seed), lengthless)).toThrow('update-malformed')
  })

  test('are the same in whatever order emphasis, its end and what is typed between have come', () => {
    const mine = new Y.Doc()
    Y.applyUpdate(mine, seed)
    const sent: Uint8Array[] = []
    mine.on('update', (update: Uint8Array) => sent.push(update))
    firstText(mine).format(0, 1, { em: {} })
    firstText(mine).insert(1, 'n')
    const theirs = new Y.Doc()
    Y.applyUpdate(theirs, seed)
    theirs.on('update', (update: Uint8Array) => sent.push(update))
    firstText(theirs).delete(0, 1)
    const [emphasised, typed, erased] = sent as [Uint8Array, Uint8Array, Uint8Array]
    const read = (...updates: readonly Uint8Array[]) => {
      const documents = new StoryDocuments()
      return updates.map((_, index) => documents.draftOf(storyOf(...updates.slice(0, index + 1))))
    }
    const orders = [read(seed, emphasised, erased, typed), read(seed, emphasised, typed, erased)]
    expect(orders[0]?.at(-1)).toEqual(orders[1]?.at(-1))
  })

  test('are apart: one story has nothing of another', () => {
    const documents = new StoryDocuments()
    const other = { ...storyOf(seed), id: 'ff'.repeat(16) }
    expect(headline(documents, storyOf(seed, a))).toBe('A')
    expect(headline(documents, other)).toBe('')
  })
})
