import { equalBytes } from '@cronista/protocol'
import type { StoredRoster } from '../../domain/stored-roster.ts'
import type { RosterReceipt, RosterStore } from '../../ports/roster-store.ts'

/** Rosters in memory. */
export class MemoryRosterStore implements RosterStore {
  #rosters: StoredRoster[] = []

  async put(roster: StoredRoster): Promise<RosterReceipt> {
    const same = this.#rosters.find(({ number }) => number === roster.number)
    if (same !== undefined && equalBytes(same.bytes, roster.bytes)) return 'repeated'
    if (this.#rosters.some(({ number }) => number >= roster.number)) return 'older'
    this.#rosters.push(roster)
    return 'stored'
  }

  async newest(): Promise<StoredRoster | undefined> {
    return this.#rosters.at(-1)
  }

  async findByHead(head: Uint8Array): Promise<StoredRoster | undefined> {
    return this.#rosters.find((roster) => equalBytes(roster.head, head))
  }

  async forgetExpired(beforeMillis: number): Promise<void> {
    const newest = this.#rosters.at(-1)
    this.#rosters = this.#rosters.filter(
      (roster) => roster === newest || roster.expiresAtMillis >= beforeMillis,
    )
  }
}
