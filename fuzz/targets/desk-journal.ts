// What stands as text in events of other desks and is bytes with rules of its own: drafts of rosters, and
// signatures under rosters and releases.
import {
  deviceIdOf,
  encodeReleaseBody,
  encodeRoster,
  encodeRosterBody,
  fromBase64Url,
  parseRelease,
  parseRoster,
  ProtocolError,
  releaseHead,
  rosterHead,
  signRosterBody,
  toBase64Url,
  toHex,
  utf8,
  verifyRelease,
  verifyRoster,
  type Roster,
  type RosterBody,
  type RosterDevice,
} from '../../packages/protocol/src/index.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import { foundRoster, newsroomId, NOON_MILLIS } from '../../packages/desk/src/desk.fixture.ts'
import { DeskError } from '../../packages/desk/src/desk-error.ts'
import { EpochSeeds } from '../../packages/desk/src/services/epoch-seeds.ts'
import { signedRelease } from '../../packages/desk/src/services/release-upload.ts'
import {
  candidateOf,
  draftsAfter,
  signedRival,
  signedRoster,
} from '../../packages/desk/src/services/roster-drafts.ts'
import { parseEvent, type JournalEvent } from '../../packages/newsroom/src/events.ts'
import { fold } from '../../packages/newsroom/src/fold.ts'
import { NewsroomError } from '../../packages/newsroom/src/newsroom-error.ts'
import { releaseIdOf, releasesOf } from '../../packages/newsroom/src/state/release-state.ts'
import {
  newsroomId as releasesId,
  rosterBody,
} from '../../packages/protocol/src/protocol.fixture.ts'
import {
  releaseBody,
  signedRelease as wholeRelease,
} from '../../packages/protocol/src/release.fixture.ts'

import { holds, neverThrows, refusalsOf, type Target } from '../target.ts'
import { openLocks } from './open-locks.ts'

const { store, roster, ada, bruno } = foundRoster()
const trusted = verifyRoster(p, roster, { newsroomId, nowMillis: NOON_MILLIS })
const epochs = EpochSeeds.open(ada, store, NOON_MILLIS)
const keys = { ...ada, p: openLocks }
const inForce = { current: trusted, refused: new Set<string>() }
const v = 1 as const

/** A draft that differs from the roster in force in this, and both people's signatures under it. */
function rosterEvents(changes: Partial<RosterBody>): readonly object[] {
  const body = encodeRosterBody({ ...trusted, ...changes })
  const head = toHex(rosterHead(p, newsroomId, parseRoster(encodeRoster(body, []))))
  const [by, other] = [ada, bruno].map(({ deviceId, personId, deviceSeed }) => ({
    own: { device: toHex(deviceId), person: toHex(personId) },
    signature: toBase64Url(signRosterBody(p, newsroomId, deviceSeed, body).signature),
  }))
  const draftedAtMillis = trusted.issuedAtMillis
  return [
    { v, type: 'roster-drafted', head, body: toBase64Url(body), draftedAtMillis, ...by?.own },
    { v, type: 'roster-signed', head, signature: by?.signature, ...by?.own },
    { v, type: 'roster-signed', head, signature: other?.signature, ...other?.own },
  ]
}

/** What follows the roster in force, and what others may have signed in its place. */
const rosterSeeds = [
  { number: 2, previousHead: trusted.head },
  { expiresAtMillis: trusted.expiresAtMillis - 1 },
  { number: 4, previousHead: new Uint8Array(32).fill(7) },
  { expiresAtMillis: trusted.expiresAtMillis - 2, origins: ['https://otra.example'] },
  { expiresAtMillis: trusted.expiresAtMillis - 3, devices: trusted.devices.slice(0, 1) },
].map((changes) => utf8(JSON.stringify(rosterEvents(changes))))

/** Whether a roster names whom and what the one in force names, and days that are held here. */
function isRivalOf({ rootPublicKey, origins, devices, epochs: days, number }: Roster): boolean {
  const named = (all: readonly RosterDevice[]) =>
    all.map(({ publicKey, personId }) => `${toHex(publicKey)} ${toHex(personId)}`).join('\n')
  return (
    toHex(rootPublicKey) === toHex(trusted.rootPublicKey) &&
    origins.join('\n') === trusted.origins.join('\n') &&
    named(devices) === named(trusted.devices) &&
    days.every((day) => epochs.holdsAll([day])) &&
    number >= trusted.number &&
    number <= trusted.number + 3
  )
}

const releaseBytes = encodeReleaseBody(releaseBody)

function releaseEvents(): readonly object[] {
  const head = toHex(releaseHead(p, releasesId, releaseBytes))
  const whole = parseRelease(wholeRelease(releaseBody))
  const [by, other] = whole.signatures.map((one) => ({
    device: toHex(deviceIdOf(p, releasesId, one.devicePublicKey)),
    person: toHex(one.personId),
  }))
  if (by === undefined) throw new TypeError('a release has signatures')
  const { number, previousHead, issuedAtMillis, rosterHead: ofRoster } = releaseBody
  const drafted = {
    ...({ v, type: 'release-drafted', head, number, issuedAtMillis } as const),
    ...{ previousHead: toHex(previousHead), rosterHead: toHex(ofRoster) },
    ...{ changes: [], ...by },
  }
  const release = releaseIdOf(drafted)
  const signed = whole.signatures.map(({ signature }, index) => ({
    ...({ v, type: 'release-signed', release, head } as const),
    ...{ signature: toBase64Url(signature), ...(index === 0 ? by : other) },
  }))
  return [drafted, ...signed]
}

/** What other desks write about rosters and releases. */
export const deskJournalTargets: readonly Target[] = [
  {
    name: 'roster-events',
    seeds: rosterSeeds,
    form: 'json',
    share: 0.1,
    roomBytes: 2 ** 22,
    refusal: neverThrows,
    run(input) {
      const state = fold(eventsIn(input))
      const drafts = draftsAfter(ada, state, trusted)
      for (const draft of drafts) candidateOf(keys, draft, epochs, trusted, NOON_MILLIS)
      const rival = signedRival(keys, state, epochs, inForce, NOON_MILLIS)
      const isRight = rival === undefined || isRivalOf(parseRoster(rival))
      holds(isRight, 'a roster that changes more than days took the place of the one in force')
      const signed = signedRoster(keys, drafts, trusted)
      if (signed === undefined && rival !== undefined) return 'rival'
      if (signed === undefined) return drafts.length > 0 ? 'draft' : 'nothing'
      const { number, previousHead } = parseRoster(signed)
      const follows = number === trusted.number + 1 && toHex(previousHead) === toHex(trusted.head)
      holds(follows, 'a roster that does not follow came into force')
      return 'accepted'
    },
  },
  {
    name: 'release-signatures',
    seeds: [utf8(JSON.stringify(releaseEvents()))],
    form: 'json',
    share: 0.05,
    roomBytes: 2 ** 22,
    refusal: refusalsOf(DeskError, ['release-refused']),
    run(input) {
      const [release] = releasesOf(fold(eventsIn(input)))
      if (release === undefined) return 'nothing'
      const own = { p, newsroomId: releasesId }
      const whole = signedRelease(own, rosterBody.devices, release, releaseBytes)
      verifyRelease(p, whole, { newsroomId: releasesId })
      return 'accepted'
    },
  },
]

/** The events of a list; what is none is passed over, as a desk does. Whatever is signed is signed as the
 *  draft there names it: else nothing that was changed would ever be looked at. */
function eventsIn(input: Uint8Array): readonly JournalEvent[] {
  const list = jsonIn(input)
  const events = (Array.isArray(list) ? (list as unknown[]) : []).flatMap((one): JournalEvent[] => {
    try {
      return [parseEvent(utf8(JSON.stringify(one)))]
    } catch (error) {
      if (error instanceof NewsroomError) return []
      throw error
    }
  })
  const head = headDrafted(events)
  const drafted = events.find((event) => event.type === 'release-drafted')
  const release = drafted && releaseIdOf(drafted)
  return events.map((event) => {
    if (event.type === 'release-signed') return release ? { ...event, release } : event
    const isOfRoster = event.type === 'roster-drafted' || event.type === 'roster-signed'
    return isOfRoster && head !== undefined ? { ...event, head } : event
  })
}

function headDrafted(events: readonly JournalEvent[]): string | undefined {
  const drafted = events.find((event) => event.type === 'roster-drafted')
  const body = drafted && fromBase64Url(drafted.body)
  try {
    return body && toHex(rosterHead(p, newsroomId, parseRoster(encodeRoster(body, []))))
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

function jsonIn(input: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(input))
  } catch {
    return undefined
  }
}
