import fc from 'fast-check'
import * as Y from 'yjs'
import { excerptAround } from '../../packages/guard/src/excerpt.ts'
import { figuresIn } from '../../packages/guard/src/figures/figures-in.ts'
import { readingsOf } from '../../packages/guard/src/readings/readings-of.ts'
import { protectedIn } from '../../packages/guard/src/protected-in.ts'
import { toBase64Url, fromBase64Url } from '../../packages/newsroom/src/base64-url.ts'
import { documentOf, segmentOf } from '../../packages/newsroom/src/draft/document.fixture.ts'
import { readUpdate } from '../../packages/newsroom/src/draft/read-update.ts'
import { StoryDocuments } from '../../packages/newsroom/src/draft/story-documents.ts'
import { anyEvent, edited } from '../../packages/newsroom/src/event.fixture.ts'
import { encodeEvent, parseEvent, type JournalEvent } from '../../packages/newsroom/src/events.ts'
import { fold } from '../../packages/newsroom/src/fold.ts'
import { NewsroomError } from '../../packages/newsroom/src/newsroom-error.ts'
import { isPlainText, plainText } from '../../packages/newsroom/src/plain-text.ts'
import type { StoryState } from '../../packages/newsroom/src/state/story-state.ts'
import { STORY } from '../../packages/newsroom/src/story/story.fixture.ts'
import { utf8 } from '../../packages/protocol/src/text.ts'
import { holds, neverThrows, refusalsOf, type Target } from '../target.ts'

const decoder = new TextDecoder()
/** Eighty, and the passage where that is longer. */
const LONGEST_EXCERPT = 200
const sought = [
  { id: 'name', text: 'Ana Ríos', eachWord: true },
  { id: 'telephone', text: '614 555 0101' },
] as const
const events = samplesOfEachType(anyEvent)
const updates = [
  Y.encodeStateAsUpdate(documentOf(segmentOf({ id: 's1', kind: 'paragraph' }, ['es', 'Hola']))),
  Y.encodeStateAsUpdate(documentOf(segmentOf({ id: 's2' }, ['es', 'a', 'b'], ['en', 'c']))),
]
const pages: readonly (readonly [string, string])[] = [
  ['/es/a/', '<!doctype html><html lang=es><p title="Ana &amp; R&oacute;s">Ana <b>Ríos</b></p>'],
  ['/es/feed.atom', '<?xml version="1.0"?><feed><title>Ana</title><![CDATA[R\u00edos]]></feed>'],
  ['/data.json', '{"a":["Ana","R\\u00edos",+52614,{"b":"%41na"}]}'],
  ['/style.css', '.a::before{content:"\\41na"}'],
]
const [YJS_CODE, YJS_WORDS] = [/\/(?:packages\/newsroom\/src|yjs|lib0)\//u, ['es', 'en', 'body']]

/** Events, drafts and what the gate reads (docs/protocol.md §8; docs/architecture.md). */
export const editorialTargets: readonly Target[] = [
  {
    name: 'event',
    seeds: events.map((event) => encodeEvent(event)),
    form: 'json',
    share: 0.15,
    refusal: refusalsOf(NewsroomError, ['event-malformed', 'event-unknown']),
    roomBytes: 2 ** 21,
    run(input) {
      const event = parseEvent(input)
      const encoded = encodeEvent(event)
      holds(isSame(encodeEvent(parseEvent(encoded)), encoded), 'an event has two encodings')
      return 'accepted'
    },
  },
  {
    name: 'event-fold',
    seeds: events.map((event) => encodeEvent(event)),
    form: 'json',
    share: 0.05,
    refusal: refusalsOf(NewsroomError, ['event-malformed', 'event-unknown']),
    roomBytes: 2 ** 22,
    run(input) {
      const event = parseEvent(input)
      // Whatever has happened before and happens after, and however often it is told.
      fold([...events, event, event], fold([event]))
      return 'accepted'
    },
  },
  {
    name: 'story-update',
    seeds: updates.toReversed(),
    form: 'bytes',
    words: YJS_WORDS,
    covers: YJS_CODE,
    share: 0.02,
    roomBytes: 2 ** 22,
    refusal: refusalsOf(NewsroomError, [
      'update-malformed',
      'update-too-large',
      'document-too-large',
    ]),
    run(input) {
      const reading = readUpdate(input)
      const documents = new StoryDocuments()
      const before = storyWith(updates.slice(0, 1))
      const isNews = documents.accepts(before, input)
      holds(reading !== undefined, 'an update that cannot be read was accepted')
      const draft = documents.draftOf(storyWith([...updates, input]))
      holds(
        draft.segments.every(({ id }) => id !== ''),
        'a segment without a name',
      )
      return isNews ? 'accepted' : 'nothing-new'
    },
  },
  {
    // As it comes from another desk, which may have checked nothing.
    name: 'story-unchecked-update',
    seeds: updates,
    form: 'bytes',
    words: YJS_WORDS,
    covers: YJS_CODE,
    share: 0.02,
    roomBytes: 2 ** 22,
    refusal: neverThrows,
    run(input) {
      new StoryDocuments().draftOf(storyWith([...updates, input]))
      return readUpdate(input) === undefined ? 'refused' : 'accepted'
    },
  },
  {
    name: 'story-vector',
    seeds: updates.map((update) => Y.encodeStateVectorFromUpdate(update)),
    form: 'bytes',
    covers: YJS_CODE,
    share: 0.05,
    roomBytes: 2 ** 21,
    refusal: refusalsOf(NewsroomError, ['update-malformed']),
    run(input) {
      new StoryDocuments().updateOf(storyWith(updates), input)
      return 'accepted'
    },
  },
  {
    name: 'plain-text',
    seeds: [utf8('Una nota, con eñe.'), utf8('a\u0301\u200b b')],
    form: 'bytes',
    words: ['\u0301', '\u202e', '\u{e0041}', '\u3000', '\n', '\ufeff', '\u1100\u1161'],
    longest: 8_192,
    refusal: neverThrows,
    run(input) {
      const text = plainText(decoder.decode(input))
      holds(isPlainText(text), 'a text that was cleaned is not clean')
      holds(plainText(text) === text, 'cleaning twice gives another text')
      return 'accepted'
    },
  },
  {
    name: 'base64-url-of-newsroom',
    seeds: [utf8('AAECAw'), utf8('_-8')],
    form: 'bytes',
    refusal: neverThrows,
    share: 0.3,
    run(input) {
      holds(isSame(fromBase64Url(toBase64Url(input)), input), 'bytes changed in their spelling')
      fromBase64Url(decoder.decode(input))
      return 'accepted'
    },
  },
  {
    name: 'guard-readings',
    seeds: pages.map(([path, text]) => utf8(`${path}\n${text}`)),
    form: 'bytes',
    words: [
      '<!--',
      ']]>',
      '&#x41;',
      '&amp;',
      '<script>',
      '{"a":',
      '\\u0041',
      '%41',
      '<a b="',
      '\0',
    ],
    covers: /\/packages\/guard\/src\/|\/(?:htmlparser2|entities)\//u,
    share: 0.08,
    longest: 16_384,
    roomBytes: 2 ** 23,
    refusal: neverThrows,
    run(input) {
      const end = input.indexOf(10)
      const path = end < 0 ? '/es/' : decoder.decode(input.subarray(0, end))
      const readings = readingsOf(path, input.subarray(end + 1))
      // A path without a letter, even behind an escape, over a file without one says nothing.
      const isTelling = /[\p{L}\p{N}]/u.test(path) && !path.includes('%')
      holds(readings.length > 0 || !isTelling, 'a file of which nothing was read')
      return 'accepted'
    },
  },
  {
    name: 'guard-search',
    seeds: [
      'Ana Ríos, 614 555 0101',
      'ANA  RIOS',
      'A-n-a',
      `Una de cada tres, la mitad, ${'y dos tercios '.repeat(9)} de Ana Ríos ${'a la vez '.repeat(9)}`,
      'One in four, two thirds of 1,200.5; 14 %',
    ].map(utf8),
    form: 'bytes',
    words: ['Ana', 'ana', 'Ríos', 'Ri\u0301os', ' ', '\u00ad', '555', '-', '٥', 'ǆ', 'ß', 'İ'],
    covers: /\/packages\/guard\/src\//u,
    share: 0.1,
    longest: 16_384,
    roomBytes: 2 ** 23,
    refusal: neverThrows,
    run(input) {
      const text = decoder.decode(input)
      const sightings = [
        ...protectedIn(text, sought, 'prose'),
        ...protectedIn(text, sought, 'address'),
      ]
      holds(
        sightings.every(({ offset, length }) => offset >= 0 && offset + length <= text.length),
        'a sighting outside the text',
      )
      for (const { offset, length } of sightings)
        holds(excerptAround(text, offset, length).length <= LONGEST_EXCERPT, 'an excerpt too long')
      for (const language of ['es', 'en'] as const) figuresIn(text, language)
      return sightings.length > 0 ? 'accepted' : 'nothing-seen'
    },
  },
]

/** The story as it stands after these updates. */
function storyWith(written: readonly Uint8Array[]): StoryState {
  const state = fold(written.map((update) => ({ ...edited(update), story: STORY })))
  const story = state.stories.get(STORY)
  if (story === undefined) throw new TypeError('a story that was written is there')
  return story
}

/** Two of each type, always the same ones. */
function samplesOfEachType(any: fc.Arbitrary<JournalEvent>): readonly JournalEvent[] {
  const counts = new Map<string, number>()
  return fc.sample(any, { seed: 5, numRuns: 3_000 }).filter(({ type }) => {
    const count = (counts.get(type) ?? 0) + 1
    counts.set(type, count)
    return count <= 2
  })
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
