import type { SiteSources } from './press-site.ts'
import type { Story, StoryText } from './story.ts'
import { productionSchedule } from '@cronista/protocol'

/** A story text that has every kind of block, with `say` in each place that holds an author's words. */
function textSaying(say: string, slug: string): StoryText {
  return {
    slug,
    kicker: say,
    headline: say,
    standfirst: say,
    place: say,
    body: [
      { kind: 'paragraph', spans: [{ text: say }, { text: say, emphasis: true }] },
      { kind: 'heading', text: say },
      {
        kind: 'quotation',
        words: [{ text: say }],
        speaker: say,
        saidOn: '2026-02-28',
        where: say,
        translatedFrom: 'es',
      },
    ],
    sourcing: [{ text: say }],
  }
}

/** A story that says `say` everywhere, in both languages. */
export function storySaying(say: string, slug = 'a-1'): Story {
  return {
    version: 1,
    publishedOn: '2026-03-01',
    penName: say,
    original: 'es',
    text: { es: textSaying(say, slug), en: textSaying(say, slug) },
  }
}

/** A newsroom with `stories`. */
export function siteOf(stories: readonly Story[], say = 'El Ejemplo'): SiteSources {
  return {
    stories,
    newsroom: { id: '0123456789abcdef'.repeat(4), name: say, motto: { es: say, en: say } },
    readerScript: new TextEncoder().encode('void 0'),
    schedule: productionSchedule,
  }
}

/** The text of one file of a site. */
export function fileText(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const bytes = files.get(path)
  if (bytes === undefined) throw new Error(`The site has no ${path}`)
  return new TextDecoder().decode(bytes)
}
