// Stories with nothing left of their words: the site that is built of them says what the site says by
// itself (the names of months, the masthead, the names of styles), at the same places and as often. What
// was typed or chosen is gone; days, kinds and order stay.
import type { PrintableStory, PrintedBlock, SiteStory, Spans } from '@cronista/newsroom'

/** A letter that is in no word of the site, so that it joins nothing and separates nothing. */
const LETTER = '字'

/** Stories without their words, and where their pages would stand. */
export interface BlankStories {
  readonly stories: readonly SiteStory[]
  /** The address with words of what stands at this address without. */
  readonly pathOf: (blankPath: string) => string
}

type Texts = Readonly<Record<'en' | 'es', string>>

const LETTERS: Texts = { es: LETTER, en: LETTER }

/** Takes the words out of stories, and out of the addresses of stories, series and pen names. */
export function blankStories(stories: readonly SiteStory[]): BlankStories {
  const slugs = new Slugs()
  const inOrder = [...stories].sort((a, b) => (slugOf(a).es < slugOf(b).es ? -1 : 1))
  // What comes first among the stories of a day is told by its address.
  for (const one of inOrder) slugs.both(slugOf(one))
  return {
    stories: stories.map((one) =>
      one.kind === 'story'
        ? { ...one, story: blankStory(one.story, slugs) }
        : { ...one, slug: slugs.both(one.slug), note: LETTERS },
    ),
    pathOf: (blankPath) => slugs.restored(blankPath),
  }
}

function blankStory(story: PrintableStory, slugs: Slugs): PrintableStory {
  const { penName, series, editorsNote } = story
  return {
    ...story,
    penName: { name: LETTER as typeof penName.name, slug: slugs.one(penName.slug, 'pen-name') },
    ...(series && {
      series: { ...series, title: LETTERS, slug: slugs.both(series.slug, 'series') },
    }),
    slug: slugs.both(story.slug),
    kicker: LETTERS,
    headline: LETTERS,
    summary: LETTERS,
    place: LETTERS,
    sourcing: LETTERS,
    ...(editorsNote && { editorsNote: LETTERS }),
    blocks: story.blocks.map(blankBlock),
    corrections: story.corrections.map((one) => ({ ...one, text: LETTERS })),
  }
}

function blankBlock(block: PrintedBlock): PrintedBlock {
  const text = { es: blankSpans(block.text.es), en: blankSpans(block.text.en) }
  if (block.kind !== 'quotation') return { ...block, text }
  const { speaker, exactWords } = block
  return {
    ...{ ...block, text, where: LETTERS },
    speaker: {
      ...{ ...speaker, label: LETTERS as typeof speaker.label },
      ...(speaker.unnamedBecause && { unnamedBecause: LETTERS }),
    },
    ...(exactWords !== undefined && { exactWords: LETTER }),
  }
}

function blankSpans(spans: Spans): Spans {
  return spans.map((span) => ({ ...span, text: LETTER }))
}

function slugOf(one: SiteStory): Texts {
  return one.kind === 'story' ? one.story.slug : one.slug
}

/** Stand-ins for the last parts of addresses, each its own, ascending in the order in which they are asked
 *  for. */
class Slugs {
  readonly #blank = new Map<string, string>()
  readonly #words = new Map<string, string>()

  one(slug: string, kind: string): string {
    const name = `${kind} ${slug}`
    const known = this.#blank.get(name)
    if (known !== undefined) return known
    const blank = `qxz${this.#blank.size.toString(36).padStart(4, '0')}`
    this.#blank.set(name, blank)
    this.#words.set(blank, slug)
    return blank
  }

  both({ es, en }: Texts, kind = 'story'): Texts {
    return { es: this.one(es, `${kind} es`), en: this.one(en, `${kind} en`) }
  }

  restored(path: string): string {
    return path.replaceAll(/qxz[0-9a-z]{4}/gu, (blank) => this.#words.get(blank) ?? blank)
  }
}
