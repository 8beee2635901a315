/** Where a mirror keeps what it has verified. */
export interface MirrorStore {
  /** The release that is served, as it was put; `undefined` before the first. */
  current(): Promise<Uint8Array | undefined>
  /** A file by its SHA-256, 64 hexadecimal digits; `undefined` if it is not there. */
  find(sha256: string): Promise<Uint8Array | undefined>
  /** Durable before the next {@link publish} resolves. */
  putFile(sha256: string, bytes: Uint8Array): Promise<void>
  /** Makes this the current release: durable and whole when it resolves, and whatever interrupts it, the
   *  current one is this or the one before. */
  publish(release: Uint8Array): Promise<void>
  /** Drops all files but these. */
  keepOnly(sha256s: ReadonlySet<string>): Promise<void>
}
