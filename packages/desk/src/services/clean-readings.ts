// Remembers what was read for a source's protected texts and held none of them: a story, a built file. While
// somebody types into one story, the source's others need not be read again each time.
import { canonicalText, protectedTextsOf } from '@cronista/newsroom'
import type { PlainDate, SourceStanding } from '@cronista/newsroom'

/** Names that are remembered of one source. */
const MOST_NAMES = 10_000

interface Known {
  /** What must not get out, as it was when these were read. */
  readonly texts: string
  readonly clean: Set<string>
}

/** Something that can be read, under a name that tells it from whatever reads otherwise. */
export interface Readable<One> {
  readonly name: string
  readonly one: One
}

/** What was found clean, by source. Nothing of it outlives a change of what is protected. */
export class CleanReadings {
  readonly #known = new Map<string, Known>()

  /** Those that are not clean; `isClean` is asked only about what is not known to be. */
  unclean<One>(
    standing: SourceStanding,
    today: PlainDate,
    readables: readonly Readable<One>[],
    isClean: (one: One) => boolean,
  ): readonly One[] {
    const { clean } = this.#of(standing, today)
    const isKnown = ({ name, one }: Readable<One>) => {
      if (!clean.has(name) && isClean(one)) clean.add(name)
      return clean.has(name)
    }
    return readables.filter((readable) => !isKnown(readable)).map(({ one }) => one)
  }

  forget(): void {
    this.#known.clear()
  }

  #of(standing: SourceStanding, today: PlainDate): Known {
    const { head, protections } = standing
    const texts = canonicalText([head, protections, protectedTextsOf(standing, today)])
    const known = this.#known.get(standing.id)
    if (known?.texts === texts && known.clean.size < MOST_NAMES) return known
    const anew = { texts, clean: new Set<string>() }
    this.#known.set(standing.id, anew)
    return anew
  }
}
