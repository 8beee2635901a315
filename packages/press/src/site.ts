import type { Bilingual } from '@cronista/newsroom'
import type { Schedule } from '@cronista/protocol'
import type { Asset } from './assets.ts'

/** Who publishes, and where. */
export interface Newsroom {
  /** 64 lower-case hexadecimal digits (§2 of docs/protocol.md). */
  readonly id: string
  readonly name: string
  readonly motto: Bilingual
  /** Host names, without a port, at which readers can write; at any other the composer stays away. */
  readonly hosts: readonly string[]
  /** What stands before every path where an absolute address is needed: `https://example.org`. */
  readonly origin: string
}

/** All that every page of the site shares. */
export interface Site {
  readonly newsroom: Newsroom
  readonly schedule: Schedule
  readonly stylesheet: Asset
  readonly script: Asset
  readonly icon: Asset
}
