// The bytes of an article page before the script, against the budget of 8 KB compressed.
import { brotliCompressSync } from 'node:zlib'
import { languages, type Language } from '@cronista/newsroom'
import { openPress } from '@cronista/press'
import { productionSchedule } from '@cronista/protocol'
import { demoNewsroom } from '../packages/testbed/src/stories/demo-stories.ts'
import { corpusStory, wordsOf } from './zz-corpus.ts'

const BUDGET_BYTES = 8 * 1024

/** One measured page. Bytes are compressed with brotli, each file on its own, as the relay sends them. */
export interface PageRow {
  readonly language: Language
  readonly words: number
  readonly pageBytes: number
  readonly stylesheetBytes: number
  readonly budgetBytes: number
}

/** An article of 800 words in each language with everything that one can have: it is the second part
 *  of a series, with quotations, a note and a correction. */
export function benchPage(): readonly PageRow[] {
  const { files } = openPress({
    newsroom: {
      ...demoNewsroom,
      id: '0123456789abcdef'.repeat(4),
      hosts: ['example.org'],
      origin: 'https://example.org',
    },
    readerScript: new Uint8Array(),
    schedule: productionSchedule,
  }).site([0, 1, 2].map((number) => corpusStory(number)))
  const { story } = corpusStory(1)
  const compressed = (path: string): number => brotliCompressSync(files.get(path) ?? '').length
  const stylesheet = [...files.keys()].find((path) => path.endsWith('.css')) ?? ''
  return languages.map((language) => ({
    language,
    words: wordsOf(story.blocks, language),
    pageBytes: compressed(`/${language}/${story.slug[language]}/`),
    stylesheetBytes: compressed(stylesheet),
    budgetBytes: BUDGET_BYTES,
  }))
}

if (import.meta.main) console.table(benchPage())
