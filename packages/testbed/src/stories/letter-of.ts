import type { SeedJourney, SeedSegment, SeedSource } from './seed-story.ts'

/** The story as its contributor wrote it in: a word to the newsroom, then the text. */
export function letterOf({ story, language, before }: SeedJourney): string {
  const texts = story.segments.map((segment) => writtenOut(segment))
  return [before, story.fields.headline[language], ...texts].join('\n\n')

  function writtenOut(segment: SeedSegment): string {
    const text = segment.text[language]
    if (segment.kind === 'picture') return `[Foto] ${text}`
    if (segment.kind !== 'quotation') return text
    const { speaker, where, saidOn } = segment
    const { label } = speaker.kind === 'source' ? sourceOf(speaker.source) : speaker
    return `«${text}»\n(${label[language]}; ${where[language]}, ${saidOn})`
  }

  function sourceOf(key: string): SeedSource {
    const source = story.sources[key]
    if (source === undefined) throw new RangeError('the story has no such source')
    return source
  }
}
