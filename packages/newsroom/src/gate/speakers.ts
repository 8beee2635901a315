import { isSpeaker, type SourceStanding } from '../state/source-standing.ts'
import type { Quotation } from '../story/block.ts'
import type { PrintableStory, PrintedSpeaker } from '../story/printable-story.ts'

/** A quotation of a source, with what the newsroom knows of the source. */
export interface QuotedSource {
  readonly block: Quotation<PrintedSpeaker>
  /** Absent if this desk does not know it. */
  readonly standing: SourceStanding | undefined
}

/** The story's quotations. */
export function quotationsOf(story: PrintableStory): readonly Quotation<PrintedSpeaker>[] {
  return story.blocks.filter((block) => block.kind === 'quotation')
}

/** The quotations of sources, in their order. Who is quoted without a source's id, with no reason for not
 *  being named and by no source's label spoke in public. */
export function quotedSources(
  story: PrintableStory,
  sources: readonly SourceStanding[],
): readonly QuotedSource[] {
  return quotationsOf(story)
    .map((block) => ({ block, standing: sources.find((one) => isSpeaker(block.speaker, one)) }))
    .filter(({ block, standing }) => standing !== undefined || isSource(block.speaker))
}

/** Whether readers are told the speaker's full name: in public speech, or by a source that has agreed. */
export function isFullyNamed(speaker: PrintedSpeaker, sources: readonly SourceStanding[]): boolean {
  if (speaker.unnamedBecause !== undefined) return false
  const standing = sources.find((one) => isSpeaker(speaker, one))
  return standing === undefined ? !isSource(speaker) : standing.agreed?.level === 'full'
}

function isSource({ source, unnamedBecause }: PrintedSpeaker): boolean {
  return source !== undefined || unnamedBecause !== undefined
}
