import { join } from 'node:path'
import {
  parseRoster,
  verifyRoster,
  type NewsroomId,
  type Primitives,
  type TrustedRoster,
} from '@cronista/protocol'
import { readIfThere, syncFolder, writeWhole } from '../adapters/durable-file.ts'
import { CliError } from '../cli-error.ts'

const FILE = 'roster'

/** A roster that passed every rule of §5, with its bytes. */
export interface KeptRoster extends Pick<TrustedRoster, 'expiresAtMillis' | 'head' | 'number'> {
  readonly bytes: Uint8Array
}

/** The newest roster that a relay gave and that is this newsroom's. */
export class RosterCopy {
  readonly #p: Primitives
  readonly #newsroomId: NewsroomId
  readonly #folder: string
  #newest: KeptRoster | undefined

  private constructor(p: Primitives, newsroomId: NewsroomId, folder: string) {
    this.#p = p
    this.#newsroomId = newsroomId
    this.#folder = folder
  }

  /** Goes on with the roster that the folder holds, expired or not. Throws `CliError` `storage-failed`, and
   *  `ProtocolError` with the rule that a kept one breaks. */
  static async open(p: Primitives, newsroomId: NewsroomId, folder: string): Promise<RosterCopy> {
    const copy = new RosterCopy(p, newsroomId, folder)
    const bytes = await readIfThere(join(folder, FILE)).catch((cause: unknown) => {
      throw new CliError('storage-failed', folder, { cause })
    })
    if (bytes !== undefined) {
      const nowMillis = parseRoster(bytes).issuedAtMillis
      copy.#newest = { ...verifyRoster(p, bytes, { newsroomId, nowMillis }), bytes }
    }
    return copy
  }

  /** The roster whose devices are known, or `undefined` before the first. */
  get newest(): KeptRoster | undefined {
    return this.#newest
  }

  /** Takes what a relay serves as its roster. Durable when it resolves. Throws `ProtocolError` with the rule
   *  that it breaks, `roster-older` for one that is older or does not follow, and `CliError`
   *  `storage-failed`; what was known before stays. */
  async take(bytes: Uint8Array, nowMillis: number): Promise<void> {
    const seen = this.#newest
    const roster = verifyRoster(this.#p, bytes, { newsroomId: this.#newsroomId, nowMillis, seen })
    if (roster.number === seen?.number) return
    try {
      await writeWhole(this.#folder, FILE, bytes)
      await syncFolder(this.#folder)
    } catch (cause) {
      throw new CliError('storage-failed', this.#folder, { cause })
    }
    this.#newest = { ...roster, bytes }
  }
}
