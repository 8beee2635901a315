// The bytes of an article page before the script, against the budget of 8 KB compressed.
import { brotliCompressSync } from 'node:zlib'
import { languages, type Language, type StandingStory } from '@cronista/newsroom'
import { openBenchPress, stylesheetOf } from './bench-press.ts'
import { corpusStory, demoStoryAsTold, wordsOf } from './press-corpus.ts'

const BUDGET_BYTES = 8 * 1024

/** One measured page. Bytes are compressed with brotli, each file on its own, as the relay sends them. */
export interface PageRow {
  readonly article: 'corpus' | 'demonstration'
  readonly language: Language
  readonly words: number
  readonly pageBytes: number
  readonly stylesheetBytes: number
  readonly budgetBytes: number
}

/** Two articles in each language, parts of series, with quotations, a note and a correction: one of the
 *  corpus, of 800 words, and the demonstration's own. */
export function benchPage(): readonly PageRow[] {
  const [before, second, after] = [0, 1, 2].map((number) => corpusStory(number))
  if (!before || !second || !after) throw new RangeError('The corpus has no stories')
  return [
    ...measure('corpus', second, [before, second, after]),
    ...measure('demonstration', demoStoryAsTold(1), [before, demoStoryAsTold(1)]),
  ]
}

function measure(
  article: PageRow['article'],
  { story }: StandingStory,
  stories: readonly StandingStory[],
): readonly PageRow[] {
  const site = openBenchPress().site(stories)
  const stylesheetBytes = brotliCompressSync(stylesheetOf(site)).length
  return languages.map((language) => ({
    article,
    language,
    words: wordsOf(story.blocks, language),
    pageBytes: brotliCompressSync(site.files.get(`/${language}/${story.slug[language]}/`) ?? '')
      .length,
    stylesheetBytes,
    budgetBytes: BUDGET_BYTES,
  }))
}

if (import.meta.main) console.table(benchPage())
