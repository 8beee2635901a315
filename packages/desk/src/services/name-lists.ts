// What stories choose from: sources as they agreed to be called, pen names, series. A pen name is a
// contributor's invented name; a source never gets one, and there is no field for anybody's real identity.
import { toHex } from '@cronista/protocol'
import {
  isPenNameTaken,
  penNamesOf,
  seriesOf,
  sourcesOf,
  type SourceDescribed,
} from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import { idOfRequest } from '../domain/request-id.ts'
import type {
  NewPenName,
  NewSeries,
  NewSource,
  PenNames,
  SeriesList,
  SourceRevision,
  Sources,
} from '../http/story-api.ts'
import type { Clock } from '../ports/clock.ts'
import { appendChecked } from './checked-append.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { Journal } from './journal.ts'

/** What the lists work with. */
export interface NameListParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly journal: Pick<Journal, 'append' | 'state'>
}

/** Sources, pen names and series. Whatever is made is durable when its id is given; the same request
 *  again changes nothing. Everything that writes throws `request-malformed` or `storage-failed`. */
export class NameLists {
  readonly #parts: NameListParts

  constructor(parts: NameListParts) {
    this.#parts = parts
  }

  sources(): Sources {
    const sources = sourcesOf(this.#parts.journal.state).map(sourceView)
    return { sources: sources.sort(byText(({ label }) => label.es)) }
  }

  addSource({ requestId, ...description }: NewSource): string {
    const source = this.#idOf('source', requestId)
    if (!this.#parts.journal.state.sources.has(source))
      this.#describe(source, { ...description, revision: 1 })
    return source
  }

  /** Describes a source anew. Throws `not-found`, and `changed-meanwhile` if the page had not seen its
   *  newest description. */
  reviseSource(source: string, { revision, ...description }: SourceRevision): void {
    const known = this.#parts.journal.state.sources.get(source)
    if (known === undefined) throw new DeskError('not-found')
    if (known.revision !== revision) throw new DeskError('changed-meanwhile')
    this.#describe(source, { ...description, revision: revision + 1 })
  }

  penNames(): PenNames {
    const penNames = penNamesOf(this.#parts.journal.state).map(({ penName: id, name, thread }) => ({
      ...{ id, name },
      ...(thread && { thread }),
    }))
    return { penNames: penNames.sort(byText(({ name }) => name)) }
  }

  /** Throws `pen-name-taken` if another pen name's page would have the same address. */
  addPenName({ requestId, name, thread }: NewPenName): string {
    const penName = this.#idOf('pen name', requestId)
    if (this.#parts.journal.state.penNames.has(penName)) return penName
    if (isPenNameTaken(name, penNamesOf(this.#parts.journal.state)))
      throw new DeskError('pen-name-taken')
    const { person, nowMillis: recordedAtMillis } = this.#author()
    const recorded = { penName, name, ...(thread && { thread }), person, recordedAtMillis }
    this.#append({ v: 1, type: 'pen-name-recorded', ...recorded })
    return penName
  }

  series(): SeriesList {
    const series = seriesOf(this.#parts.journal.state).map(({ series: id, title, slug }) => ({
      ...{ id, title, slug },
    }))
    return { series: series.sort(byText(({ title }) => title.es)) }
  }

  addSeries({ requestId, title, slug }: NewSeries): string {
    const series = this.#idOf('series', requestId)
    if (this.#parts.journal.state.series.has(series)) return series
    const { person, nowMillis: recordedAtMillis } = this.#author()
    const recorded = { series, title, slug, revision: 1, person, recordedAtMillis }
    this.#append({ v: 1, type: 'series-recorded', ...recorded })
    return series
  }

  #describe(source: string, described: Omit<NewSource, 'requestId'> & { revision: number }): void {
    const { level, label, unnamedBecause, revision } = described
    const { person, nowMillis: describedAtMillis } = this.#author()
    const because = unnamedBecause && { unnamedBecause }
    const content = { source, level, label, ...because, revision, person, describedAtMillis }
    this.#append({ v: 1, type: 'source-described', ...content })
  }

  #append(event: Parameters<typeof appendChecked>[1][number]): void {
    appendChecked(this.#parts.journal, [event])
  }

  #author() {
    const { keys, clock } = this.#parts
    return { person: toHex(keys.personId), nowMillis: clock.nowMillis() }
  }

  #idOf(kind: 'pen name' | 'series' | 'source', requestId: string): string {
    const { p, deviceId } = this.#parts.keys
    return idOfRequest(p, deviceId, kind, requestId)
  }
}

function sourceView(described: SourceDescribed): Sources['sources'][number] {
  const { source: id, level, label, unnamedBecause, revision } = described
  return { id, level, label, ...(unnamedBecause && { unnamedBecause }), revision }
}

function byText<One>(textOf: (one: One) => string): (a: One, b: One) => number {
  const collator = new Intl.Collator('es')
  return (a, b) => collator.compare(textOf(a), textOf(b))
}
