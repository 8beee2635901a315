/** The relay, where releases are concerned. Every method throws `DeskError`: `relay-unreachable` or
 *  `device-refused`, as everywhere at the relay, or a code of its own where one is named. */
export interface ReleaseRelay {
  /** Those of these hashes (SHA-256, 32 bytes each, at most 1,000) whose files the relay lacks. */
  lackingFiles(hashes: readonly Uint8Array[]): Promise<readonly Uint8Array[]>
  /** Hands a file in under its hash; once more is nothing new. Throws `release-refused`. */
  putReleaseFile(hash: Uint8Array, file: Uint8Array): Promise<void>
  /** Hands a release in, which the relay then serves whole, or not at all; once more with the same
   *  bytes is nothing new. Throws `release-refused`, and `release-incomplete` if a file is not there. */
  putRelease(number: number, release: Uint8Array): Promise<void>
  /** The release the relay serves now, not yet trusted; `undefined` before the first. */
  release(): Promise<Uint8Array | undefined>
}
