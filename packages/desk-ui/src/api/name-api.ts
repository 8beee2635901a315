import {
  madeSchema,
  penNamesSchema,
  seriesSchema,
  sourcesSchema,
  type IdentificationLevel,
  type NewSeries,
  type PenNames,
  type SeriesList,
  type Sources,
} from '@cronista/desk/story-api'
import type { Bilingual } from '@cronista/newsroom'
import type { DeskWire } from './desk-wire.ts'

/** A source as the newsroom knows it. */
export type Source = Sources['sources'][number]
/** A pen name. */
export type PenName = PenNames['penNames'][number]
/** What is asked for with a new pen name. */
export interface PenNameAsked {
  readonly name: string
  /** The contributor's conversation. */
  readonly thread?: string
}
/** What is asked for with a source; the desk takes out what nobody sees. */
export interface SourceAsked {
  readonly level: IdentificationLevel
  readonly label: Bilingual
  readonly unnamedBecause?: Bilingual
}
/** A series. */
export type Series = SeriesList['series'][number]

/** The names that readers see: of sources, of those who write, of series. Throws `DeskFailure` and nothing
 *  else. Whatever is made resolves to its id; the same `requestId` again makes no other. */
export class NameApi {
  readonly #wire: DeskWire

  constructor(wire: DeskWire) {
    this.#wire = wire
  }

  async sources(bearer: string): Promise<Source[]> {
    return (await this.#wire.ask(sourcesSchema, 'sources', { bearer })).sources
  }

  async newSource(bearer: string, source: SourceAsked & { requestId: string }): Promise<string> {
    return this.#make(bearer, 'sources', source)
  }

  /** `revision` is the one that the page saw; `changed-meanwhile` if there is a newer one. */
  async reviseSource(
    bearer: string,
    sourceId: string,
    source: SourceAsked & { revision: number },
  ): Promise<void> {
    const path = `sources/${encodeURIComponent(sourceId)}`
    await this.#wire.send(path, { method: 'PUT', bearer, body: source })
  }

  async penNames(bearer: string): Promise<PenName[]> {
    return (await this.#wire.ask(penNamesSchema, 'pen-names', { bearer })).penNames
  }

  async newPenName(bearer: string, penName: PenNameAsked & { requestId: string }): Promise<string> {
    return this.#make(bearer, 'pen-names', penName)
  }

  async series(bearer: string): Promise<Series[]> {
    return (await this.#wire.ask(seriesSchema, 'series', { bearer })).series
  }

  async newSeries(bearer: string, series: NewSeries): Promise<string> {
    return this.#make(bearer, 'series', series)
  }

  async #make(bearer: string, path: string, body: unknown): Promise<string> {
    return (await this.#wire.ask(madeSchema, path, { method: 'POST', bearer, body })).id
  }
}
