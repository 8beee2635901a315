// The root key from shares that people bring: as files, or typed from paper.
import { newsroomOfRoot } from '@cronista/desk'
import type { NewsroomId } from '@cronista/protocol'
import { readText } from '../adapters/carried-files.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { CliError } from '../cli-error.ts'
import type { Ceremony } from './ceremony.ts'
import type { NewsroomWording } from './newsroom-wording.ts'
import {
  readShareLine,
  readShareLines,
  SHARE_LINES,
  type ReadShare,
  type RootShare,
} from './root-share.ts'
import { readSharePage } from './share-page.ts'
import { recoverRoot } from './split-root.ts'

/** The root seed (32 bytes, to be overwritten after use) of this fingerprint, from the files named, or
 *  typed if none is. Throws `CliError` with what is wrong with which share. */
export async function rootFromShares(
  ceremony: Ceremony,
  newsroomId: NewsroomId,
  paths: readonly string[],
): Promise<Uint8Array> {
  const { place } = ceremony.wording
  const shares =
    paths.length > 0
      ? await Promise.all(paths.map((path) => shareIn(ceremony.wording, path)))
      : await typedShares(ceremony)
  const nameOf = (index: number) => paths[index] ?? place.share(index + 1)
  const recovered = await recoverRoot(shares, newsroomId, newsroomOfRoot)
  for (const { point } of shares) point.fill(0)
  switch (recovered.kind) {
    case 'root':
      return recovered.seed
    case 'foreign':
      throw new CliError('share-foreign', nameOf(recovered.index))
    case 'mixed':
      throw new CliError('share-mixed', nameOf(recovered.index))
    case 'twice':
      throw new CliError('share-twice', nameOf(recovered.index))
    case 'too-few':
      throw new CliError('shares-too-few', place.counts(recovered.given, recovered.needed))
    case 'other-root':
      throw new CliError('shares-other-root', '')
  }
}

async function shareIn(wording: NewsroomWording, path: string): Promise<RootShare> {
  const read = readSharePage(p, await readText(path))
  if (read.kind === 'share') return read.share
  throw new CliError('share-malformed', `${path}, ${placeOf(wording, read)}`)
}

/** Asks line by line, and for a line again that is wrong, until there are enough shares. */
async function typedShares(ceremony: Ceremony): Promise<readonly RootShare[]> {
  const { terminal, wording } = ceremony
  terminal.note(wording.typeShares(SHARE_LINES))
  const shares: RootShare[] = []
  for (;;) {
    const share = await typedShare(ceremony, shares.length + 1)
    shares.push(share)
    const needed = shares[0]?.needed ?? 0
    terminal.note(wording.shareRead(share.number, shares.length, needed))
    if (shares.length >= needed) return shares
  }
}

async function typedShare(ceremony: Ceremony, index: number): Promise<RootShare> {
  const { terminal, wording } = ceremony
  const lines: string[] = []
  while (lines.length < SHARE_LINES) {
    const line = lines.length + 1
    const typed = await ceremony.ask(wording.askShareLine(index, line))
    const text = typed.replace(/^\d\.\s*/u, '')
    const read = readShareLine(text, line)
    if (read.kind === 'line') lines.push(text)
    else terminal.note(terminal.wording.errors['share-malformed'](placeOf(wording, read)))
  }
  const read = readShareLines(p, lines)
  if (read.kind === 'share') return read.share
  throw new CliError('share-malformed', `${wording.place.share(index)}, ${placeOf(wording, read)}`)
}

function placeOf({ place }: NewsroomWording, read: Exclude<ReadShare, { kind: 'share' }>): string {
  if (read.kind === 'unknown-word') return place.word(read.line, read.place)
  return read.kind === 'wrong-line' ? place.line(read.line) : place.whole
}
