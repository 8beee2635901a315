import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { edited } from '../event.fixture.ts'
import { fold } from '../fold.ts'
import { textOfSpans } from '../story/block.ts'
import { STORY } from '../story/story.fixture.ts'
import { AcceptedUpdates } from './accepted-updates.ts'
import { MAX_DOCUMENT_BYTES, MAX_NESTING } from './draft-limits.ts'
import { BODY } from './read-draft.ts'
import { startDraft } from './start-draft.ts'
import { StoryDocuments } from './story-documents.ts'

const seed = startDraft({ story: STORY, original: 'es', paragraphs: ['Uno.'] })

/** What somebody adds to a document who has seen these updates. */
function addedTo(seen: readonly Uint8Array[], client: number, add: (doc: Y.Doc) => void) {
  const doc = new Y.Doc()
  for (const update of seen) Y.applyUpdate(doc, update)
  doc.clientID = client
  const before = Y.encodeStateVector(doc)
  doc.transact(() => {
    add(doc)
  })
  return Y.encodeStateAsUpdate(doc, before)
}

/** Elements in each other, the first in the innermost that is there already. */
function nested(seen: readonly Uint8Array[], client: number, levels: number): Uint8Array {
  return addedTo(seen, client, (doc) => {
    let parent: Y.XmlElement | Y.XmlFragment = doc.getXmlFragment(BODY)
    for (let first = parent.get(0); first instanceof Y.XmlElement; first = parent.get(0))
      parent = first
    for (let level = 0; level < levels; level++) {
      const element = new Y.XmlElement('segment')
      parent.insert(0, [element])
      parent = element
    }
    parent.insert(0, [new Y.XmlText('deep')])
  })
}

/** What a desk reads to which the updates come one by one, or in such groups. */
function read(updates: readonly Uint8Array[], group = 1) {
  const documents = new StoryDocuments()
  let state = fold([])
  for (let start = 0; start < updates.length; start += group) {
    state = fold(
      updates.slice(start, start + group).map((update) => edited(update)),
      state,
    )
    documents.draftOf(state.stories.get(STORY)!)
  }
  return documents.draftOf(state.stories.get(STORY)!)
}

function wordsIn(updates: readonly Uint8Array[]): readonly string[] {
  return read(updates).segments.map(({ text }) => textOfSpans(text.es))
}

describe('what nests', () => {
  // The text and its characters are two levels more.
  const most = nested([], 7, MAX_NESTING - 2)
  const tooDeep = nested([], 7, MAX_NESTING - 1)

  test('as deep as is allowed is read, and deeper is left out', () => {
    expect(wordsIn([most])).toEqual(['deep'])
    expect(wordsIn([tooDeep])).toEqual([])
    expect(wordsIn([seed, tooDeep])).toEqual(['Uno.'])
  })

  test('too deep is refused where it is written', () => {
    const documents = new StoryDocuments()
    const story = fold([edited(seed)]).stories.get(STORY)!
    expect(documents.accepts(story, most)).toBe(true)
    expect(() => documents.accepts(story, tooDeep)).toThrow('update-malformed')
  })

  test('in what another update has put there goes as deep as both together', () => {
    const outer = nested([], 7, 4)
    const within = addedTo([outer], 8, (doc) => {
      let parent: Y.XmlElement | Y.XmlFragment = doc.getXmlFragment(BODY)
      for (let first = parent.get(0); first instanceof Y.XmlElement; first = parent.get(0))
        parent = first
      for (let level = 0; level < 5; level++) {
        const element = new Y.XmlElement('segment')
        parent.insert(0, [element])
        parent = element
      }
    })
    const beyond = addedTo([outer, within], 9, (doc) => {
      doc.getText('headline.es').insert(0, 'A')
    })
    const accepted = new AcceptedUpdates()
    expect(accepted.take([beyond, within, outer])).toEqual([beyond, outer])
    const early = new AcceptedUpdates()
    expect(early.take([within])).toEqual([])
    expect(early.take([outer])).toEqual([outer])
  })

  test('in eight thousand levels, and gains eight thousand parts, is never made', () => {
    const deep = nested([], 7, 8000)
    const accepted = new AcceptedUpdates()
    expect(accepted.take([deep])).toEqual([])
    const more = addedTo([], 8, (doc) => {
      doc.getXmlFragment(BODY).insert(0, [new Y.XmlElement('segment')])
    })
    expect(accepted.take([more])).toEqual([more])
  })
})

describe('every desk has the same document, however updates come', () => {
  const parts = Array.from({ length: 9 }, (_, index) =>
    addedTo([], index + 1, (doc) => {
      doc.getText('summary.es').insert(0, String(index).repeat(500_000))
    }),
  )

  test('when there are more than it holds', () => {
    const whole = read(parts, parts.length)
    expect(whole.fields.summary.es).toHaveLength(4_000_000)
    expect(whole.fields.summary.es.length).toBeLessThan(MAX_DOCUMENT_BYTES)
    expect(read(parts)).toEqual(whole)
    expect(read(parts.toReversed())).toEqual(whole)
  })

  test('when one client has written two things under one name, or too deep, or goes on from that', () => {
    const typed = (seen: readonly Uint8Array[], client: number, text: string) =>
      addedTo(seen, client, (doc) => {
        doc.getText('headline.es').insert(0, text)
      })
    const [one, two, other] = [typed([], 5, 'uno'), typed([], 5, 'dos'), typed([], 5, 'cuatro')]
    const deep = nested([], 6, 20)
    const sent = [
      ...[seed, one, two, other, typed([one], 7, 'A'), typed([other], 8, 'B')],
      ...[deep, typed([deep], 6, 'C'), nested([], 6, 2), typed([nested([], 6, 2)], 6, 'D')],
    ]
    const whole = { minLength: sent.length, maxLength: sent.length }
    const expected = read(sent, sent.length)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(sent, whole),
        fc.integer({ min: 1, max: 4 }),
        (all, group) => {
          expect(read(all, group)).toEqual(expected)
        },
      ),
    )
  })
})
