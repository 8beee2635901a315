import {
  madeSchema,
  peopleSchema,
  sourcesSchema,
  type LiftProtection,
  type NewProtection,
  type NewSource,
  type People,
  type SourceRevision,
  type SourceRow,
} from '@cronista/desk/story-api'
import type { Bilingual } from '@cronista/newsroom'
import type { DeskWire } from './desk-wire.ts'

/** A source as the newsroom knows it. */
export type Source = SourceRow
/** An editor of this newsroom. */
export type Person = People['people'][number]
/** What is asked for with a source; the desk takes out what nobody sees. */
export interface SourceAsked extends Omit<NewSource, 'label' | 'requestId'> {
  readonly label: Bilingual
}

/** People who are quoted: what may be printed of them, what they agreed to, what must not get out. Throws
 *  `DeskFailure` and nothing else. Whatever is made resolves to its id; the same `requestId` again makes
 *  no other. */
export class SourceApi {
  readonly #wire: DeskWire

  constructor(wire: DeskWire) {
    this.#wire = wire
  }

  async list(bearer: string): Promise<Source[]> {
    return (await this.#wire.ask(sourcesSchema, 'sources', { bearer })).sources
  }

  async make(bearer: string, source: SourceAsked & { requestId: string }): Promise<string> {
    const question = { method: 'POST', bearer, body: source } as const
    return (await this.#wire.ask(madeSchema, 'sources', question)).id
  }

  /** `revision` and `head` are those that the page saw; `changed-meanwhile` if there are newer ones, and
   *  `consent-missing` if it tells more than was agreed. */
  async revise(
    bearer: string,
    sourceId: string,
    source: SourceAsked & Pick<SourceRevision, 'head' | 'revision'>,
  ): Promise<void> {
    await this.#wire.send(sourcePath(sourceId), { method: 'PUT', bearer, body: source })
  }

  async protect(bearer: string, sourceId: string, asked: NewProtection): Promise<string> {
    const question = { method: 'POST', bearer, body: asked } as const
    const path = `${sourcePath(sourceId)}/protections`
    return (await this.#wire.ask(madeSchema, path, question)).id
  }

  /** From then on it may be printed. */
  async lift(
    bearer: string,
    { source, protection }: { readonly source: string; readonly protection: string },
    asked: LiftProtection,
  ): Promise<void> {
    const path = `${sourcePath(source)}/protections/${encodeURIComponent(protection)}/lift`
    await this.#wire.send(path, { method: 'POST', bearer, body: asked })
  }

  /** Those who can have asked a source. */
  async people(bearer: string): Promise<Person[]> {
    return (await this.#wire.ask(peopleSchema, 'people', { bearer })).people
  }
}

function sourcePath(sourceId: string): string {
  return `sources/${encodeURIComponent(sourceId)}`
}
