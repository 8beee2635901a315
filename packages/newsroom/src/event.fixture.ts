import fc from 'fast-check'
import { toBase64Url } from './base64-url.ts'
import { encodeEvent, parseEvent, type JournalEvent } from './events.ts'
import type { ReleaseDrafted } from './events/release-events.ts'
import type { StoryEdited } from './events/story-events.ts'
import { headOf } from './state/agreed-level.ts'
import { releaseIdOf } from './state/release-state.ts'
import { digestOf } from './story/digest.ts'
import { identificationLevels } from './story/identification.ts'
import { correction, inBoth, STORY, storySaying } from './story/story.fixture.ts'

/** A thread that many of the events are about. */
export const thread = '11'.repeat(16)

const id = fc.integer({ min: 0, max: 5 }).map((n) => `0${n}`.repeat(16))
const moment = fc.integer({ min: 0, max: 1000 })
const v = fc.constant(1)
const revision = fc.integer({ min: 1, max: 3 })
const people = ['a1', 'b2', 'c3'].map((person) => person.repeat(16))
const person = fc.constantFrom(...people)
const device = fc.constantFrom('d1'.repeat(16), 'd2'.repeat(16), 'd3'.repeat(16))
const words = fc.constantFrom('uno', 'dos', 'tres')
const bilingual = words.map(inBoth)
const letter = { text: fc.string({ minLength: 1 }), language: fc.constantFrom('es', 'en') }
const requestId = fc.constantFrom('request-a', 'request-b', 'request-c')
const inThread = { v, thread: fc.constantFrom(thread, '33'.repeat(16)) }

const threadEvents = [
  fc.record({
    ...inThread,
    type: fc.constant('thread-opened'),
    contributor: fc.constant('22'.repeat(32)),
    handle: fc.constantFrom('Cenzontle 4', 'Ahuehuete 12'),
    openedAtMillis: moment,
  }),
  fc.record({
    ...inThread,
    ...letter,
    type: fc.constant('message-received'),
    messageId: id,
    week: fc.nat(10),
    repliesRead: fc.nat(3),
    receivedAtMillis: moment,
  }),
  fc.record({
    ...inThread,
    type: fc.constant('replies-confirmed'),
    repliesRead: fc.integer({ min: 1, max: 4 }),
    confirmedAtMillis: moment,
  }),
  fc.record({
    ...inThread,
    ...letter,
    type: fc.constant('reply-written'),
    number: fc.integer({ min: 1, max: 4 }),
    person,
    requestId,
    writtenAtMillis: moment,
  }),
  fc.record({
    ...inThread,
    type: fc.constant('replies-listed'),
    replies: fc.array(fc.record({ requestId, number: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    person,
    listedAtMillis: moment,
  }),
  fc.record({
    ...{ ...inThread, type: fc.constant('reply-numbers-used'), person },
    upTo: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    ...inThread,
    type: fc.constant('messages-read'),
    messageIds: fc.array(id, { minLength: 1, maxLength: 3 }),
    person,
    readAtMillis: moment,
  }),
  fc.record({
    ...{ ...inThread, type: fc.constant('thread-muted'), muted: fc.boolean(), revision, person },
    mutedAtMillis: moment,
  }),
]

const nameEvents = [
  fc.record({ v, type: fc.constant('person-introduced'), person, name: words }),
  fc.record({
    ...{ v, type: fc.constant('pen-name-recorded'), penName: id, name: words, person },
    recordedAtMillis: moment,
  }),
  fc.record({
    ...{ v, type: fc.constant('series-recorded'), series: id, title: bilingual, revision, person },
    slug: fc.constant({ es: 'serie', en: 'series' }),
    recordedAtMillis: moment,
  }),
]

const agreement = { agreedOn: fc.constant('2026-02-20'), askedBy: person, words }
const consent = fc.record(
  { ...agreement, until: fc.constantFrom('2026-03-01', '2026-04-01') },
  { requiredKeys: ['words', 'agreedOn', 'askedBy'] },
)
const source = fc.constantFrom('01'.repeat(16), '02'.repeat(16))
const ofSource = { v, source, person }

/** A description of one of two sources, that follows others or not. */
export const anyDescription = fc.record(
  {
    ...{ ...ofSource, type: fc.constant('source-described'), label: bilingual, revision },
    ...{ level: fc.constantFrom(...identificationLevels), consent },
    ...{ follows: fc.constant(headOf([])), describedAtMillis: moment },
  },
  {
    requiredKeys: [
      'v',
      'source',
      'person',
      'type',
      'label',
      'revision',
      'level',
      'describedAtMillis',
    ],
  },
)
const sourceEvents = [
  anyDescription,
  fc.record({
    ...{ ...ofSource, type: fc.constant('source-protected'), protection: id, text: words },
    ...{ kind: fc.constantFrom('surname', 'employer'), protectedAtMillis: moment },
  }),
  fc.record({
    ...{ ...ofSource, type: fc.constant('protection-lifted'), protection: id, consent },
    liftedAtMillis: moment,
  }),
]

/** The versions of the story {@link STORY} that are submitted, and what withdraws the first. */
const versions = [
  storySaying({ es: 'uno', en: 'one' }),
  storySaying({ es: 'dos', en: 'two' }, { corrections: [correction('Eran dos')] }),
]
const withdrawal = { id: STORY, slug: { es: 'la-mina', en: 'the-mine' }, note: inBoth('Ya no') }
const digests = [
  ...versions.map((story) => digestOf({ kind: 'publication', story })),
  ...versions.map((story) => digestOf({ kind: 'correction', story })),
  digestOf({ kind: 'withdrawal', ...withdrawal }),
]
const digest = fc.constantFrom(...digests)

/** Anything that anybody may want a story to do. */
const anyMove = fc.oneof(
  fc.constantFrom({ kind: 'begin' }, { kind: 'reopen' }, { kind: 'return' }),
  fc.record({ kind: fc.constant('submit'), content: fc.constantFrom(...versions), digest }),
  fc.record({ kind: fc.constant('approve'), digest, device }),
  fc.record({ kind: fc.constant('hold'), notBeforeMillis: moment }),
  fc.constant({ kind: 'note-correction', ...correction('Eran dos') }),
  fc.record({
    kind: fc.constant('propose-withdrawal'),
    note: fc.constant(withdrawal.note),
    digest,
  }),
)

/** An update of the story {@link STORY}. */
export function edited(update: Uint8Array): StoryEdited {
  const by = { person: people[0] ?? '', editedAtMillis: 0 }
  return { v: 1, type: 'story-edited', story: STORY, update: toBase64Url(update), ...by }
}

const ofStory = { v, story: fc.constantFrom(STORY, '6b'.repeat(16)), person }
const storyEvents = [
  fc.record({
    ...{ ...ofStory, type: fc.constant('story-opened'), original: fc.constantFrom('es', 'en') },
    openedAtMillis: moment,
  }),
  fc.record({
    ...{ ...ofStory, type: fc.constant('story-edited'), editedAtMillis: moment },
    update: fc.constantFrom('AAA', 'AQID', 'BAUG'),
  }),
  fc.record({
    ...{ ...ofStory, type: fc.constant('story-moved'), movedAtMillis: moment, move: anyMove },
    turn: fc.integer({ min: 1, max: 9 }),
  }),
]

const drafts = digests.map((changed, index): ReleaseDrafted => ({
  v: 1,
  type: 'release-drafted',
  head: `e${index}`.repeat(32),
  number: 1 + (index % 2),
  previousHead: `e${index + 1}`.repeat(32),
  issuedAtMillis: index,
  rosterHead: 'c0'.repeat(32),
  changes: [{ story: STORY, digest: changed, on: '2026-03-05', turn: 6 + (index % 2) }],
  person: people[0] ?? '',
  device: 'd1'.repeat(16),
}))
const ofDraft = (rest: object) =>
  fc
    .tuple(fc.constantFrom(...drafts), fc.record(rest))
    .map(([draft, made]) => ({ v: 1, release: releaseIdOf(draft), head: draft.head, ...made }))
const signature = fc.constantFrom(`${'A'.repeat(85)}Q`, `${'B'.repeat(85)}Q`)
const releaseEvents = [
  fc.constantFrom(...drafts),
  ofDraft({ type: fc.constant('release-signed'), person, device, signature }),
  ofDraft({
    ...{ type: fc.constant('release-published'), number: fc.constantFrom(1, 2), person },
    publishedAtMillis: moment,
  }),
]

const head = fc.constantFrom('c1'.repeat(32), 'c2'.repeat(32))
const rosterEvents = [
  fc.record({
    ...{ v, type: fc.constant('roster-drafted'), head, body: fc.constantFrom('AQID', 'BAUG') },
    ...{ draftedAtMillis: moment, person, device },
  }),
  fc.record({ v, type: fc.constant('roster-signed'), head, person, device, signature }),
]

const editionEvents = [
  fc.record({
    ...{ v, type: fc.constant('edition-lease-taken'), person, device },
    fromMillis: fc.integer({ min: 0, max: 3 }),
  }),
]

const keyEvents = [
  fc.record({
    ...{ v, type: fc.constant('prekey-announced'), number: revision, person, device },
    ...{ prekey: fc.constantFrom('A'.repeat(1622), `${'B'.repeat(1621)}A`) },
    announcedAtMillis: moment,
  }),
]

/** Any event, about few enough things that they meet. Each has gone through its bytes. */
export const anyEvent: fc.Arbitrary<JournalEvent> = fc
  .oneof(
    ...threadEvents,
    ...nameEvents,
    ...sourceEvents,
    ...storyEvents,
    ...releaseEvents,
    ...rosterEvents,
    ...editionEvents,
    ...keyEvents,
  )
  .map((event) => parseEvent(encodeEvent(event as JournalEvent)))
