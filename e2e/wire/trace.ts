/** What somebody on the line saw of one session, and what was done to it there. */

/** One record: milliseconds since the session's first connection, 1 up or 0 down, type, length. */
export type SeenRecord = readonly [atMillis: number, up: 0 | 1, type: number, length: number]

/** One TCP connection of a session. */
export interface SeenConnection {
  readonly openedAtMillis: number
  readonly closedAtMillis: number
  readonly closedBy: 'browser' | 'fault' | 'relay'
  readonly records: readonly SeenRecord[]
}

/** All connections of one session, in the order in which they were opened. */
export interface Trace {
  /** When the first connection came, in milliseconds since 1970. */
  readonly beganAtMillis: number
  readonly connections: readonly SeenConnection[]
  /** How late the observer's own clock ran at worst: times are not truer than this. */
  readonly worstDelayMillis: number
}

/** What is done to a session on its way, in milliseconds since its first connection. */
export interface LineFaults {
  /** The relay answers every cell, and every later fetch of news, with 503. */
  readonly refuses: boolean
  /** Answers are held back from and to these moments. */
  readonly stalls: readonly (readonly [fromMillis: number, toMillis: number])[]
  /** All connections that are open then are cut. */
  readonly dropsAtMillis: readonly number[]
}

/** A line on which nothing fails. */
export const soundLine: LineFaults = { refuses: false, stalls: [], dropsAtMillis: [] }
