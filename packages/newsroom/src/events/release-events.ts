import * as z from 'zod'
import { MAX_TURN } from '../story/story-limits.ts'
import { base64Url, device, hex, moment, person, plainDate } from './fields.ts'

const number = z.int().positive()
const signature = base64Url(64).length(86)

const change = z.strictObject({
  story: hex(16),
  digest: hex(32),
  on: plainDate,
  turn: z.int().positive().max(MAX_TURN),
})

const releaseDrafted = z.strictObject({
  v: z.literal(1),
  type: z.literal('release-drafted'),
  head: hex(32),
  number,
  previousHead: hex(32),
  /** 00:00 UTC of the day: the site hands it out to everybody. */
  issuedAtMillis: moment,
  /** When the desk drafted it; no more than the newsroom is told. */
  draftedAtMillis: moment.optional(),
  rosterHead: hex(32),
  changes: z.array(change).max(1000),
  person,
  device,
})

const releaseSigned = z.strictObject({
  v: z.literal(1),
  type: z.literal('release-signed'),
  release: hex(32),
  head: hex(32),
  person,
  device,
  signature,
})

const releasePublished = z.strictObject({
  v: z.literal(1),
  type: z.literal('release-published'),
  release: hex(32),
  head: hex(32),
  number,
  person,
  publishedAtMillis: moment,
})

const rosterDrafted = z.strictObject({
  v: z.literal(1),
  type: z.literal('roster-drafted'),
  head: hex(32),
  body: base64Url(64 * 1024),
  draftedAtMillis: moment,
  person,
  device,
})

const rosterSigned = z.strictObject({
  v: z.literal(1),
  type: z.literal('roster-signed'),
  head: hex(32),
  person,
  device,
  signature,
})

/** One story that a release puts on the site, as it was approved: the digest names what. `turn` is what
 *  its author thought to be the turn of the next move; nothing depends on it. */
export type ReleaseChange = z.infer<typeof change>
/** A desk has built the site with these changes; its files hash to `head`. */
export type ReleaseDrafted = z.infer<typeof releaseDrafted>
/** A device signs exactly the draft whose `releaseIdOf` is `release`. The one that drafted it too. */
export type ReleaseSigned = z.infer<typeof releaseSigned>
/** The relay has taken the release that two people signed. */
export type ReleasePublished = z.infer<typeof releasePublished>
/** A device proposes a roster. */
export type RosterDrafted = z.infer<typeof rosterDrafted>
/** A device signs a roster. */
export type RosterSigned = z.infer<typeof rosterSigned>
/** What happens to a release. */
export type ReleaseEvent = ReleaseDrafted | ReleasePublished | ReleaseSigned
/** What happens to a roster. */
export type RosterEvent = RosterDrafted | RosterSigned

/** The shapes of a release's events. */
export const releaseEvents = [releaseDrafted, releaseSigned, releasePublished] as const
/** The shapes of a roster's events. */
export const rosterEvents = [rosterDrafted, rosterSigned] as const
