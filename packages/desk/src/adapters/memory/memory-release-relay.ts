import { parseRelease, toHex, type Primitives } from '@cronista/protocol'
import { DeskError } from '../../desk-error.ts'
import type { ReleaseRelay } from '../../ports/release-relay.ts'

/** What a relay in memory knows of releases. It judges what a desk can rely on: that files have their
 *  hashes and are all there, and that each release follows on the one before. */
export class MemoryReleaseRelay implements ReleaseRelay {
  /** By the hash in hexadecimal digits. */
  readonly files = new Map<string, Uint8Array>()
  /** In the order in which they became current. */
  readonly releases: Uint8Array[] = []
  /** How many files it was handed, repetitions included. */
  filesTaken = 0
  readonly #p: Pick<Primitives, 'sha256'>
  #filesUntilCut = Number.POSITIVE_INFINITY

  constructor(p: Pick<Primitives, 'sha256'>) {
    this.#p = p
  }

  /** After so many files more no answer comes, until it is called without a number. */
  cutAfter(files = Number.POSITIVE_INFINITY): void {
    this.#filesUntilCut = files
  }

  async lackingFiles(hashes: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    this.#answers()
    if (hashes.length > 1000) throw new DeskError('relay-unreachable')
    return hashes.filter((hash) => !this.files.has(toHex(hash)))
  }

  async putReleaseFile(hash: Uint8Array, file: Uint8Array): Promise<void> {
    this.#answers()
    this.#filesUntilCut--
    this.filesTaken++
    if (toHex(this.#p.sha256(file)) !== toHex(hash)) throw new DeskError('release-refused')
    this.files.set(toHex(hash), file)
  }

  async putRelease(number: number, bytes: Uint8Array): Promise<void> {
    this.#answers()
    const last = this.releases.at(-1)
    if (last !== undefined && toHex(last) === toHex(bytes)) return
    const release = parseRelease(bytes)
    const current = last === undefined ? undefined : parseRelease(last).number
    if (release.number !== number || (current !== undefined && number !== current + 1))
      throw new DeskError('release-refused')
    if (!release.files.every(({ sha256 }) => this.files.has(toHex(sha256))))
      throw new DeskError('release-incomplete')
    this.releases.push(bytes)
  }

  async release(): Promise<Uint8Array | undefined> {
    this.#answers()
    return this.releases.at(-1)
  }

  #answers(): void {
    if (this.#filesUntilCut <= 0) throw new DeskError('relay-unreachable')
  }
}
