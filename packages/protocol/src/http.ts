export * from './site-answer.ts'
export * from './webcat-manifest.ts'
export * from './worker-policy.ts'

/** Paths that every page uses (§9): the same from every page, with nothing in them. */
export const CELL_PATH = '/c'
export const EDITION_PATH = '/edition'
export const ROSTER_PATH = '/roster'

/** Paths for devices of the roster (§9). */
export const SEGMENTS_PATH = '/desk/segments'
export const EDITIONS_PATH = '/desk/editions'
export const DESK_ROSTER_PATH = '/desk/roster'
export const JOURNAL_PATH = '/desk/journal'
export const RELEASES_PATH = '/desk/releases'
export const RELEASE_FILES_PATH = '/desk/release-files'
/** Takes {@link ReleaseFileHashes} and answers with those whose bytes the relay lacks. */
export const LACKING_FILES_PATH = `${RELEASE_FILES_PATH}/lacking`

/** The current release, for whoever wants to check or mirror the site. */
export const RELEASE_PATH = '/release'

/** Content types. */
export const OCTETS = 'application/octet-stream'
export const PROBLEM_JSON = 'application/problem+json'

/** The most segment names in one listing. */
export const SEGMENT_LISTING_LIMIT = 1000

/** The most that one request or answer about the journal and about releases holds. */
export const LIMITS = {
  batchListing: 1000,
  lackingFiles: 1000,
} as const

/** What `GET /desk/journal?after=PLACE` answers: what came after that place, oldest first. */
export interface BatchListing {
  readonly batches: readonly ListedBatch[]
}

/** Where the relay keeps a batch, and whose it is. */
export interface ListedBatch {
  /** From 1, in the order of arrival; the name of the batch in `GET /desk/journal/PLACE`. */
  readonly place: number
  /** 32 hexadecimal digits. */
  readonly deviceId: string
  readonly number: number
}

/** Asked and answered at {@link LACKING_FILES_PATH}: SHA-256 of files, 64 hexadecimal digits each. */
export interface ReleaseFileHashes {
  readonly files: readonly string[]
}

/** How desks sign their requests (RFC 9421; §9). */
export const REQUEST_SIGNATURE = {
  label: 'cronista',
  algorithm: 'ed25519',
  tag: 'cronista/1 desk',
  /** Covered always; `content-digest` too when there is a body. */
  components: ['@method', '@path', '@query'],
  /** Older or newer than this, in seconds, is refused. */
  windowSeconds: 300,
} as const

/** Every problem the relay answers with. docs/errors.md says what each means. */
export const relayProblemCodes = [
  'batch-refused',
  'edition-refused',
  'not-a-cell',
  'not-found',
  'nothing-published',
  'release-incomplete',
  'release-refused',
  'roster-refused',
  'signature-refused',
  'storage-failed',
  'too-large',
] as const

/** A stable, translatable name for what the relay refused. */
export type RelayProblemCode = (typeof relayProblemCodes)[number]

/** An RFC 9457 problem. `cause` names the rule of the protocol that was broken, if one was. */
export interface Problem {
  readonly type: `urn:cronista:problem:${RelayProblemCode}`
  readonly title: string
  readonly status: number
  readonly cause?: string
}

/** Milliseconds from `nowMillis` to the next time at which an edition may appear. */
export function untilNextEdition(nowMillis: number, editionIntervalMillis: number): number {
  return editionIntervalMillis - (nowMillis % editionIntervalMillis)
}
