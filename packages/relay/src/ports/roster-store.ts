import type { StoredRoster } from '../domain/stored-roster.ts'

/** What became of a roster that was handed in. */
export type RosterReceipt = 'older' | 'repeated' | 'stored'

/** Rosters that have been judged. */
export interface RosterStore {
  /** Durable when it resolves to `stored`. `repeated`: these very bytes are there already. `older`:
   *  its number is not above every stored one's; nothing was changed. */
  put(roster: StoredRoster): Promise<RosterReceipt>
  newest(): Promise<StoredRoster | undefined>
  /** The roster that an edition names. */
  findByHead(head: Uint8Array): Promise<StoredRoster | undefined>
  /** Drops those that expired before this moment, never the newest. */
  forgetExpired(beforeMillis: number): Promise<void>
}
