import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { edited } from '../event.fixture.ts'
import { fold } from '../fold.ts'
import { textOfSpans } from '../story/block.ts'
import { languages } from '../story/language.ts'
import { STORY } from '../story/story.fixture.ts'
import { documentOf, segmentOf } from './document.fixture.ts'
import { ALSO_FROM, BODY, CHOICES, fieldName, readDraft } from './read-draft.ts'
import { startDraft } from './start-draft.ts'
import { StoryDocuments } from './story-documents.ts'
import { storyFields } from './story-draft.ts'

const EDITORS = 3
const seed = startDraft({
  story: STORY,
  original: 'es',
  paragraphs: ['Ayer no hubo agua.', 'Hoy tampoco.'],
})

/** One thing that somebody does, or one update that reaches somebody. Numbers are taken modulo what
 *  there is to choose from. */
const step = fc.record({
  editor: fc.nat(EDITORS - 1),
  deed: fc.constantFrom(
    ...(['type', 'type', 'erase', 'split', 'join', 'remove', 'insert', 'describe'] as const),
    ...(['emphasise', 'translate', 'field', 'choose', 'receive', 'receive'] as const),
  ),
  at: fc.nat(50),
  to: fc.nat(50),
  // Nothing of two units: these editors, unlike real ones, would type in its middle, and Yjs then
  // shows a replacement character to some and the whole to others.
  text: fc.string({
    unit: fc.constantFrom('a', 'ñ', ' ', '\u200b', 'n\u0303'),
    maxLength: 6,
  }),
})
const order = fc.array(fc.nat(), { minLength: 1, maxLength: 9 })
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** Editors with a document each, and what each of them wrote that the others have not got yet. */
class Newsroom {
  readonly docs = Array.from({ length: EDITORS }, () => new Y.Doc())
  readonly #sent: Uint8Array[] = []
  readonly #received: number[] = this.docs.map(() => 0)

  constructor() {
    for (const doc of this.docs) {
      Y.applyUpdate(doc, seed)
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== this) this.#sent.push(update)
      })
    }
  }

  make({ editor, deed, ...how }: Step): void {
    const doc = this.docs[editor]!
    if (deed === 'receive') this.#deliver(editor, how.at)
    else doc.transact(() => deeds[deed](doc, how))
  }

  /** The updates that have come, out of order and some of them again. */
  #deliver(editor: number, choice: number): void {
    const update = this.#sent[(this.#received[editor]! * 7 + choice) % (this.#sent.length || 1)]
    if (update !== undefined) Y.applyUpdate(this.docs[editor]!, update, this)
    this.#received[editor]!++
  }

  /** Yjs tidies formatting after it has merged, by deletions that the others need as well: so again
   *  and again, until nobody has anything new. */
  deliverAll(order: readonly number[]): void {
    for (let count = -1; count < this.#sent.length;) {
      count = this.#sent.length
      for (const doc of this.docs)
        for (const update of this.sentIn(order)) Y.applyUpdate(doc, update, this)
    }
  }

  /** Everything that was ever sent, in another order. */
  sentIn(order: readonly number[]): readonly Uint8Array[] {
    return this.#sent
      .map((update, index) => ({ update, rank: order[index % order.length] ?? 0 }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ update }) => update)
  }
}

type How = Pick<Step, 'at' | 'text' | 'to'>

const deeds: Readonly<Record<Exclude<Step['deed'], 'receive'>, (doc: Y.Doc, how: How) => void>> = {
  type(doc, { at, to, text }) {
    const chosen = chosenText(doc, at)
    chosen?.insert(to % (chosen.length + 1), text)
  },
  erase(doc, { at, to }) {
    const chosen = chosenText(doc, at)
    if (chosen === undefined || chosen.length === 0) return
    const from = to % chosen.length
    chosen.delete(from, Math.min(3, chosen.length - from))
  },
  emphasise(doc, { at, to }) {
    const chosen = chosenText(doc, at)
    if (chosen !== undefined && chosen.length > 0)
      chosen.format(to % chosen.length, 1, { em: at % 2 === 0 ? {} : null })
  },
  split(doc, { at, to }) {
    const { body, index, segment } = chosenSegment(doc, at)
    if (segment === undefined) return
    const twin = segment.clone()
    for (const text of textsIn(segment)) text.delete(0, Math.min(to % 5, text.length))
    body.insert(index, [twin])
  },
  join(doc, { at }) {
    const { body, index, segment } = chosenSegment(doc, at)
    const next: unknown = index + 1 < body.length ? body.get(index + 1) : undefined
    if (segment === undefined || !(next instanceof Y.XmlElement)) return
    segment.push(next.toArray().map((part) => (part as Y.XmlElement).clone()))
    body.delete(index + 1, 1)
  },
  remove(doc, { at }) {
    const { body, index, segment } = chosenSegment(doc, at)
    if (segment !== undefined) body.delete(index, 1)
  },
  insert(doc, { at, text }) {
    const { body, index } = chosenSegment(doc, at)
    body.insert(index, [segmentOf({ id: `n${at % 3}` }, ['es', text], ['en', text])])
  },
  translate(doc, { at, text }) {
    const part = new Y.XmlElement(at % 2 === 0 ? 'en' : 'es')
    part.insert(0, [new Y.XmlText(text)])
    chosenSegment(doc, at).segment?.push([part])
  },
  describe(doc, { at, to, text }) {
    const names = ['kind', 'speakerEs', 'saidOn', 'id', 'figures']
    const kinds = ['quotation', 'heading', 'picture', 'x', 'own-life', text]
    const value = kinds[at % kinds.length] ?? ''
    chosenSegment(doc, at).segment?.setAttribute(names[to % names.length] ?? '', value)
  },
  field(doc, { at, text }) {
    const field = storyFields[at % storyFields.length] ?? 'slug'
    doc.getText(fieldName(field, at % 2 === 0 ? 'es' : 'en')).insert(0, text)
  },
  choose(doc, { at, text }) {
    doc.getMap(CHOICES).set(['penName', 'series', 'part'][at % 3] ?? '', text)
    doc.getMap(ALSO_FROM).set(`${at % 3}`.repeat(32), at % 2 === 0)
  },
}

function chosenSegment(doc: Y.Doc, at: number) {
  const body = doc.getXmlFragment(BODY)
  const index = body.length === 0 ? 0 : at % body.length
  const node: unknown = body.length === 0 ? undefined : body.get(index)
  return { body, index, segment: node instanceof Y.XmlElement ? node : undefined }
}

function chosenText(doc: Y.Doc, at: number): Y.XmlText | undefined {
  const texts = doc.getXmlFragment(BODY).toArray().flatMap(textsIn)
  return texts[at % (texts.length || 1)]
}

function textsIn(node: unknown): Y.XmlText[] {
  if (node instanceof Y.XmlText) return [node]
  return node instanceof Y.XmlElement ? node.toArray().flatMap(textsIn) : []
}

/** The characters of a text in the order of their code points, spaces and what cannot be seen apart. */
function characters(text: string): string {
  const seen = text.normalize('NFD').replaceAll(/[\s\u200b]/gu, '')
  return [...seen].sort().join('')
}

/** All text of the body, in Yjs's own words: what stands outside of its tags. */
function typedIn(doc: Y.Doc): string {
  // Yjs knows what it says, its types do not.
  const xml = (doc.getXmlFragment(BODY) as { toString(): string }).toString()
  return characters(xml.replaceAll(/<[^>]*>/gu, ' '))
}

function readIn(doc: Y.Doc): string {
  const { segments } = readDraft(doc)
  return characters(
    segments.flatMap(({ text }) => languages.map((one) => textOfSpans(text[one]))).join(' '),
  )
}

describe('several people who write at once', () => {
  test('have the same draft when they have heard of each other, whatever came when', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), order, (steps, arrival) => {
        const newsroom = new Newsroom()
        for (const made of steps) newsroom.make(made)
        newsroom.deliverAll(arrival)
        const drafts = newsroom.docs.map(readDraft)
        expect(drafts[1]).toEqual(drafts[0])
        expect(drafts[2]).toEqual(drafts[0])
      }),
      { numRuns: 300 },
    )
  })

  test('have the same draft at every desk that has the same events, however they came', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), order, order, (steps, one, other) => {
        const newsroom = new Newsroom()
        for (const made of steps) newsroom.make(made)
        const drafts = [one, other].map((arrival) => {
          const documents = new StoryDocuments()
          let state = fold([edited(seed)])
          for (const update of newsroom.sentIn(arrival)) {
            state = fold([edited(update)], state)
            documents.draftOf(state.stories.get(STORY)!)
          }
          return documents.draftOf(state.stories.get(STORY)!)
        })
        expect(drafts[1]).toEqual(drafts[0])
      }),
      { numRuns: 200 },
    )
  })

  test('lose nothing that can be read, and no two segments have one name', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const newsroom = new Newsroom()
        for (const one of steps) newsroom.make(one)
        for (const doc of newsroom.docs) {
          expect(readIn(doc)).toBe(typedIn(doc))
          const ids = readDraft(doc).segments.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
        }
      }),
      { numRuns: 300 },
    )
  })
})

test('no update keeps a draft from being read', () => {
  const whole = Y.encodeStateAsUpdate(
    documentOf(segmentOf({ id: 'a', kind: 'heading' }, ['es', 'uno'], ['en', 'one'])),
  )
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 5 })
  const updates = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    damage.map((bytes) => {
      const damaged = Uint8Array.from(whole)
      for (const [at, byte] of bytes) damaged[at] = byte
      return damaged
    }),
  )
  fc.assert(
    fc.property(fc.array(updates, { maxLength: 4 }), (all) => {
      const doc = new Y.Doc()
      for (const update of all) applyIfPossible(doc, update)
      expect(() => readDraft(doc)).not.toThrow()
    }),
    { numRuns: 1000 },
  )
})

function applyIfPossible(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update)
  } catch {
    // Yjs does not understand it; what it has understood before stays.
  }
}
