import type {
  ReleaseDrafted,
  ReleaseEvent,
  ReleasePublished,
  ReleaseSigned,
  RosterDrafted,
  RosterEvent,
  RosterSigned,
} from '../events/release-events.ts'
import { RadixMap } from '../radix-map.ts'
import { taggedDigest, type Digest } from '../story/digest.ts'
import { chosen } from './chosen.ts'
import type { NewsroomState } from './newsroom-state.ts'

/** One release, from its draft to the site. */
export interface ReleaseState {
  /** `releaseIdOf` the draft: who signs or publishes it names exactly these changes. */
  readonly id: Digest
  readonly drafted?: ReleaseDrafted
  /** By device. */
  readonly signatures: RadixMap<ReleaseSigned>
  readonly published?: ReleasePublished
}

/** A release whose draft has come. */
export interface DraftedRelease extends ReleaseState {
  readonly drafted: ReleaseDrafted
}

/** A release that two people signed on two devices and the relay took. */
export interface PublishedRelease extends DraftedRelease {
  readonly published: ReleasePublished
}

/** One roster, from its draft to its signatures. */
export interface RosterState {
  /** 64 hexadecimal digits. */
  readonly head: string
  readonly drafted?: RosterDrafted
  /** By device. */
  readonly signatures: RadixMap<RosterSigned>
}

/** Names a drafted release with all its changes: 64 hexadecimal digits. */
export function releaseIdOf(drafted: ReleaseDrafted): Digest {
  return taggedDigest('release draft', drafted)
}

/** The release with one event more. */
export function foldRelease(known: ReleaseState | undefined, event: ReleaseEvent): ReleaseState {
  const id = event.type === 'release-drafted' ? releaseIdOf(event) : event.release
  const release = known ?? { id, signatures: RadixMap.empty() }
  switch (event.type) {
    case 'release-drafted':
      return { ...release, drafted: event }
    case 'release-signed': {
      const { signatures } = release
      const signed = chosen(signatures.get(event.device), event)
      return { ...release, signatures: signatures.with(event.device, signed) }
    }
    case 'release-published':
      return { ...release, published: chosen(release.published, event) }
  }
}

/** The rosters with one event more. */
export function foldRoster(
  rosters: RadixMap<RosterState>,
  event: RosterEvent,
): RadixMap<RosterState> {
  const roster = rosters.get(event.head) ?? { head: event.head, signatures: RadixMap.empty() }
  if (event.type === 'roster-drafted')
    return rosters.with(event.head, { ...roster, drafted: chosen(roster.drafted, event) })
  const signed = chosen(roster.signatures.get(event.device), event)
  return rosters.with(event.head, {
    ...roster,
    signatures: roster.signatures.with(event.device, signed),
  })
}

/** Whether the relay took it with signatures of two people's two devices. What claims to be published
 *  without them changes nothing. */
export function isPublished(release: ReleaseState): release is PublishedRelease {
  const { drafted, published, signatures } = release
  if (drafted === undefined || published === undefined) return false
  if (published.head !== drafted.head || published.number !== drafted.number) return false
  const signers = [...signatures.values()].filter(({ head }) => head === drafted.head)
  return new Set(signers.map(({ person }) => person)).size > 1
}

/** Drafted releases, by number and then by id. */
export function releasesOf(state: NewsroomState): readonly DraftedRelease[] {
  return [...state.releases.values()]
    .filter((release): release is DraftedRelease => release.drafted !== undefined)
    .sort((a, b) => a.drafted.number - b.drafted.number)
}

/** The published release with the highest number, or `undefined`. */
export function standingRelease(state: NewsroomState): PublishedRelease | undefined {
  return releasesOf(state).filter(isPublished).at(-1)
}

/** Drafts that could be the next release: they follow the standing one, and no release with their
 *  number is published. */
export function pendingReleases(state: NewsroomState): readonly DraftedRelease[] {
  const standing = standingRelease(state)?.drafted
  return releasesOf(state).filter(
    ({ drafted }) =>
      drafted.number === (standing?.number ?? 0) + 1 &&
      (standing === undefined || drafted.previousHead === standing.head),
  )
}

/** Rosters whose draft or signature has come, in the order of their heads. */
export function rostersOf(state: NewsroomState): readonly RosterState[] {
  return [...state.rosters.values()]
}
