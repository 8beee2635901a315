import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { toUtf8 } from '../text-codec.ts'
import { canonicalBytes } from './canonical.ts'
import type { Bilingual } from './language.ts'
import type { PrintableStory } from './printable-story.ts'

/** 64 hexadecimal digits: SHA-256 of what two people approve or sign. */
export type Digest = string

/** What is to be done to the site, before it has a digest. */
export type ProposalContent =
  | { readonly kind: 'correction' | 'publication'; readonly story: PrintableStory }
  | {
      readonly kind: 'withdrawal'
      readonly id: string
      readonly slug: Bilingual
      readonly note: Bilingual
    }

/** SHA-256 of the canonical bytes behind `cronista/1 `, what they are, and a zero byte: the digest of a
 *  correction is never that of a publication. */
export function taggedDigest(tag: string, value: unknown): Digest {
  const hash = sha256.create().update(toUtf8(`cronista/1 ${tag}\0`))
  return bytesToHex(hash.update(canonicalBytes(value)).digest())
}

/** Stories are never changed, and a story's moves are made again whenever another one has come. */
const known = {
  publication: new WeakMap<PrintableStory, Digest>(),
  correction: new WeakMap<PrintableStory, Digest>(),
}

/** The digest that names a proposal: what an approval approves. */
export function digestOf(content: ProposalContent): Digest {
  if (content.kind === 'withdrawal') {
    const { id, slug, note } = content
    return taggedDigest('withdrawal', { id, slug, note })
  }
  const { kind, story } = content
  const digest = known[kind].get(story) ?? taggedDigest(kind, story)
  known[kind].set(story, digest)
  return digest
}
