/* The site is the current release and nothing else. A release is handed in file by file, each under its
 * hash, and then as a list that two people have signed; only when every file of the list is there does
 * the store switch, in one step. A request is answered from one list or from the next, in both
 * languages alike. A script or a style that leaves with a release can still be had under its own name
 * for thirty days, by readers whose page names it. */
import { parseRelease, type ReleaseFile } from '@cronista/protocol'
import { fileHashOf, type FileHash } from './domain/file-hash.ts'
import { hourOf, thirtyDaysBefore } from './domain/hour.ts'
import { InTurn } from './domain/in-turn.ts'
import { RelayError } from './domain/relay-error.ts'
import { isContentAddressed, sitePathOf, type SitePath } from './domain/site-path.ts'
import { whyNotNext, type LeftFile, type StoredRelease } from './domain/stored-release.ts'
import type { Clock } from './ports/clock.ts'
import type { FileReceipt, ReleaseFiles } from './ports/release-files.ts'
import type { ReleaseReceipt, ReleaseStore } from './ports/release-store.ts'
import type { SiteFile, SiteFiles } from './ports/site-files.ts'

/** What {@link Releases} stand on. */
export interface ReleasesParts {
  readonly store: ReleaseStore
  readonly files: ReleaseFiles
  readonly clock: Clock
}

type FileList = ReadonlyMap<SitePath, FileHash>

/** What is being served: one release's list, and what left before it. */
interface Served {
  readonly release: StoredRelease
  readonly list: FileList
  readonly left: FileList
}

/** Releases handed in, and the site served from the current one. */
export class Releases implements SiteFiles {
  readonly #parts: ReleasesParts
  readonly #changes = new InTurn()
  #served: Served | undefined

  private constructor(parts: ReleasesParts) {
    this.#parts = parts
  }

  /** Goes on with the current release. Throws `state-damaged` if a file of it is not there: a site is
   *  served whole or not at all. */
  static async open(parts: ReleasesParts): Promise<Releases> {
    const releases = new Releases(parts)
    await releases.#serveCurrent()
    const current = releases.current()
    if (current !== undefined && !(await releases.#areThere(parseRelease(current.bytes).files)))
      throw new RelayError('state-damaged', {
        es: 'Falta un archivo de la publicación actual: ponga en su lugar una copia, o empiece con una carpeta vacía.',
        en: 'A file of the current release is missing; put back a copy, or begin with an empty folder.',
      })
    return releases
  }

  /** The release that is served, or `undefined` before the first. */
  current(): StoredRelease | undefined {
    return this.#served?.release
  }

  async find(path: SitePath, brotli: 'accepted' | 'refused'): Promise<SiteFile | undefined> {
    const { list, left } = this.#served ?? {}
    const hash = list?.get(path) ?? (isContentAddressed(path) ? left?.get(path) : undefined)
    return hash === undefined ? undefined : this.#parts.files.find(hash, brotli)
  }

  /** Keeps a file for a release to come, if these bytes have this hash. */
  async putFile(hash: FileHash, bytes: Uint8Array): Promise<FileReceipt> {
    return this.#parts.files.put(hash, bytes, this.#hour())
  }

  /** Which of these files still have to be handed in. */
  async lacking(hashes: readonly FileHash[]): Promise<readonly FileHash[]> {
    const lacking = new Set<FileHash>()
    for (const hash of hashes)
      if ((await this.#parts.files.sizeOf(hash)) === undefined) lacking.add(hash)
    return [...lacking]
  }

  /** Switches to a release that has been judged, with its list. `incomplete`: it follows, but a
   *  file of it is not there, or has another size. All else as {@link ReleaseStore.put}. */
  async put(
    release: StoredRelease,
    files: readonly ReleaseFile[],
  ): Promise<ReleaseReceipt | 'incomplete'> {
    return this.#changes.run(async () => {
      const isNext = whyNotNext(this.current(), release) === undefined
      if (isNext && !(await this.#areThere(files))) return 'incomplete'
      const left = this.#leavingBefore(listOf(files))
      const receipt = await this.#parts.store.put(release, left, this.#hour())
      // Repeated too: the first time, the disk may have failed between the switch and this line.
      if (receipt === 'stored' || receipt === 'repeated') await this.#serveCurrent()
      return receipt
    })
  }

  /** Forgets files that no release has needed for thirty days. */
  async forget(): Promise<void> {
    await this.#changes.run(async () => {
      const before = thirtyDaysBefore(this.#hour())
      const { store, files } = this.#parts
      await store.forgetLeft(before)
      await this.#serveCurrent()
      const needed = new Set(this.#served?.list.values())
      for (const { hash } of await store.left()) needed.add(hash)
      await files.forgetBefore(before, (hash) => needed.has(hash))
    })
  }

  #hour() {
    return hourOf(this.#parts.clock())
  }

  /** One assignment, after everything that can fail. */
  async #serveCurrent(): Promise<void> {
    const { store } = this.#parts
    const release = await store.current()
    if (release === undefined) return
    const left = new Map((await store.left()).map(({ path, hash }) => [path, hash]))
    const served = this.#served?.release.number === release.number ? this.#served : undefined
    const list = served?.list ?? listOf(parseRelease(release.bytes).files)
    this.#served = { release, list, left }
  }

  async #areThere(files: readonly ReleaseFile[]): Promise<boolean> {
    for (const { sha256, size } of files)
      if ((await this.#parts.files.sizeOf(fileHashOf(sha256))) !== size) return false
    return true
  }

  /** What the current release lists and the next one does not. */
  #leavingBefore(next: FileList): readonly LeftFile[] {
    return Array.from(this.#served?.list ?? [], ([path, hash]) => ({ path, hash })).filter(
      ({ path, hash }) => next.get(path) !== hash,
    )
  }
}

function listOf(files: readonly ReleaseFile[]): FileList {
  const list = new Map<SitePath, FileHash>()
  for (const { path: text, sha256 } of files) {
    const path = sitePathOf(text)
    if (path !== undefined) list.set(path, fileHashOf(sha256))
  }
  return list
}
