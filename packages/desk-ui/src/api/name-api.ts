import {
  madeSchema,
  penNamesSchema,
  seriesSchema,
  type NewSeries,
  type PenNames,
  type SeriesList,
} from '@cronista/desk/story-api'
import type { DeskWire } from './desk-wire.ts'

/** A pen name. */
export type PenName = PenNames['penNames'][number]
/** What is asked for with a new pen name. */
export interface PenNameAsked {
  readonly name: string
  /** The contributor's conversation. */
  readonly thread?: string
}
/** A series. */
export type Series = SeriesList['series'][number]

/** The names that readers see besides those of sources: of those who write, of series. Throws `DeskFailure`
 *  and nothing else. Whatever is made resolves to its id; the same `requestId` again makes no other. */
export class NameApi {
  readonly #wire: DeskWire

  constructor(wire: DeskWire) {
    this.#wire = wire
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
