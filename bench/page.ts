// The bytes of an article page before the script, against the budget of 8 KB compressed.
import { brotliCompressSync } from 'node:zlib'
import { pressSite, type Block, type Story, type StoryText } from '@cronista/press'
import { productionSchedule, type Language } from '@cronista/protocol'
import { demoNewsroom, demoStories } from '@cronista/testbed'

const ARTICLE_WORDS = 800
const BUDGET_BYTES = 8 * 1024

/** One measured page. Bytes are compressed with brotli, each file on its own, as the relay sends them. */
export interface PageRow {
  readonly language: Language
  readonly words: number
  readonly pageBytes: number
  readonly stylesheetBytes: number
  readonly budgetBytes: number
}

function wordsOf(block: Block): number {
  const text =
    block.kind === 'heading'
      ? block.text
      : (block.kind === 'paragraph' ? block.spans : block.words).map((span) => span.text).join('')
  return text.split(/\s+/u).length
}

/** Real prose, not one paragraph many times over: repeated text compresses to nothing. */
function longText(language: Language): { text: StoryText; words: number } {
  const [first] = demoStories
  if (first === undefined) throw new RangeError('The demonstration has no story')
  const body: Block[] = []
  let words = 0
  for (const block of demoStories.flatMap((story) => story.text[language].body)) {
    if (words >= ARTICLE_WORDS) break
    body.push(block)
    words += wordsOf(block)
  }
  return { text: { ...first.text[language], body }, words }
}

/** An article of 800 words in each language, as the press builds it. */
export function benchPage(): readonly PageRow[] {
  const [first] = demoStories
  if (first === undefined) throw new RangeError('The demonstration has no story')
  const texts = { es: longText('es'), en: longText('en') }
  const article: Story = { ...first, text: { es: texts.es.text, en: texts.en.text } }
  const files = pressSite({
    stories: [article, ...demoStories.filter((story) => story !== first)],
    newsroom: { ...demoNewsroom, id: '0'.repeat(64) },
    readerScript: new Uint8Array(),
    schedule: productionSchedule,
  })
  const compressed = (wanted: (path: string) => boolean): number => {
    const found = [...files].find(([path]) => wanted(path))
    if (found === undefined) throw new RangeError('The site lacks a file that is measured')
    return brotliCompressSync(found[1]).length
  }
  return (['es', 'en'] as const).map((language) => ({
    language,
    words: texts[language].words,
    pageBytes: compressed((path) => path === `/${language}/${article.text[language].slug}/`),
    stylesheetBytes: compressed((path) => path.endsWith('.css')),
    budgetBytes: BUDGET_BYTES,
  }))
}

if (import.meta.main) console.table(benchPage())
