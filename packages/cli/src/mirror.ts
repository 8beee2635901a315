// A verified copy of a site. Nothing is published here, and nothing answered, that two people of the
// newsroom did not sign: what is fetched is judged before it is kept, and again before it goes out.
import {
  equalBytes,
  toHex,
  verifyRelease,
  type NewsroomId,
  type Primitives,
  type ReleaseFile,
  type TrustedRelease,
} from '@cronista/protocol'
import { webcatManifest } from '@cronista/protocol/http'
import { CliError, type CliErrorCode } from './cli-error.ts'
import { fetchRelease, type FetchedRelease } from './fetch-release.ts'
import { inParallel } from './in-parallel.ts'
import type { MirrorStore } from './mirror-store.ts'
import { usesOf, type Site } from './site.ts'

const REQUESTS_AT_ONCE = 4

/** What came of looking for a newer release. */
export type Refresh = 'as-before' | 'published'

/** A file as it goes out. */
export interface MirrorFile {
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** The release a mirror serves, and its files by their paths. */
interface Serving {
  readonly release: TrustedRelease
  readonly bytes: Uint8Array
  readonly files: ReadonlyMap<string, ReleaseFile>
}

/** Fetches, judges, keeps and finds the files of one site. */
export class Mirror {
  readonly #p: Primitives
  readonly #newsroomId: NewsroomId
  readonly #store: MirrorStore
  #serving: Serving | undefined

  private constructor(p: Primitives, newsroomId: NewsroomId, store: MirrorStore) {
    this.#p = p
    this.#newsroomId = newsroomId
    this.#store = store
  }

  /** Goes on with the release that the store holds, if it is this newsroom's; throws `ProtocolError` with
   *  the rule that a kept release breaks. */
  static async open(p: Primitives, newsroomId: NewsroomId, store: MirrorStore): Promise<Mirror> {
    const mirror = new Mirror(p, newsroomId, store)
    const bytes = await store.current()
    if (bytes !== undefined) mirror.#serve({ ...verifyRelease(p, bytes, { newsroomId }), bytes })
    return mirror
  }

  /** What WEBCAT reads of the release that is served (§12), or `undefined` before the first. */
  get webcatManifest(): Uint8Array | undefined {
    const { release } = this.#serving ?? {}
    return release && webcatManifest(this.#newsroomId, release)
  }

  /** The release that is served, or `undefined` before the first. */
  get release(): TrustedRelease | undefined {
    return this.#serving?.release
  }

  /** That release as it was fetched. */
  get releaseBytes(): Uint8Array | undefined {
    return this.#serving?.bytes
  }

  /** The file at a path of the release; `undefined` if there is none. Throws `CliError` `storage-failed`
   *  for one whose kept bytes are not what was signed. */
  async find(path: string): Promise<MirrorFile | undefined> {
    const file = this.#serving?.files.get(path)
    if (file === undefined) return undefined
    const bytes = await this.#keptBytes(file)
    if (bytes === undefined) throw new CliError('storage-failed', path)
    return { name: nameOf(file), bytes }
  }

  /** Looks for a newer release and, once all of it is here and verified, serves it. Throws as
   *  `fetchRelease`, `release-older` for one that is older or does not follow, and `site-unreachable` for
   *  files that did not come; what was served before stays. */
  async refresh(site: Site): Promise<Refresh> {
    const release = await fetchRelease(this.#p, site, this.#newsroomId)
    const before = this.#serving?.release
    if (before !== undefined && !follows(release, before))
      throw new CliError('release-older', site.origin)
    const isSame = before !== undefined && equalBytes(before.head, release.head)
    const hasFetched = await this.#fetchLacking(site, release)
    if (isSame && !hasFetched) return 'as-before'
    await this.#store.publish(release.bytes)
    this.#serve(release)
    const names = [...release.files, ...(before?.files ?? [])].map(nameOf)
    await this.#store.keepOnly(new Set(names))
    return isSame ? 'as-before' : 'published'
  }

  #serve(release: FetchedRelease): void {
    const files = new Map(release.files.map((file) => [file.path, file]))
    this.#serving = { release, bytes: release.bytes, files }
  }

  /** Whether anything was missing. A file whose kept bytes are damaged is missing. */
  async #fetchLacking(site: Site, release: FetchedRelease): Promise<boolean> {
    const byName = new Map(release.files.map((file) => [nameOf(file), file]))
    const fetched = await inParallel(
      [...byName].map(([name, file]) => async () => {
        if ((await this.#keptBytes(file)) !== undefined) return false
        await this.#store.putFile(name, await this.#fetchFile(site, file))
        return true
      }),
      REQUESTS_AT_ONCE,
      () => undefined,
    )
    return fetched.includes(true)
  }

  async #fetchFile(site: Site, file: ReleaseFile): Promise<Uint8Array> {
    const { path, size } = file
    const [use] = usesOf(path)
    const answer = await site.get({ path, use, codings: 'all', atMost: size })
    const isRight =
      answer.kind === 'answered' && answer.status === 200 && this.#isFile(file, answer.bytes)
    if (!isRight) throw new CliError(failureOf(answer.kind), `${site.origin}${path}`)
    return answer.bytes
  }

  async #keptBytes(file: ReleaseFile): Promise<Uint8Array | undefined> {
    const bytes = await this.#store.find(nameOf(file))
    return bytes !== undefined && this.#isFile(file, bytes) ? bytes : undefined
  }

  #isFile(file: ReleaseFile, bytes: Uint8Array): boolean {
    return bytes.length === file.size && equalBytes(this.#p.sha256(bytes), file.sha256)
  }
}

function nameOf(file: ReleaseFile): string {
  return toHex(file.sha256)
}

/** A line that failed may mend by itself; other bytes than those signed may not. */
function failureOf(kind: string): CliErrorCode {
  return kind === 'answered' || kind === 'too-long' ? 'file-refused' : 'site-unreachable'
}

/** Whether a release is the one before again, the next in its chain, or a later one. */
function follows(release: TrustedRelease, before: TrustedRelease): boolean {
  if (release.number === before.number) return equalBytes(release.head, before.head)
  if (release.number === before.number + 1) return equalBytes(release.previousHead, before.head)
  return release.number > before.number
}
