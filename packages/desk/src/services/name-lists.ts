// What stories choose from besides sources: pen names and series; and the people who make the newsroom. A
// pen name is a contributor's invented name; there is no field for anybody's real identity.
import { toHex } from '@cronista/protocol'
import { isPenNameTaken, penNamesOf, peopleOf, seriesOf } from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import { idOfRequest } from '../domain/request-id.ts'
import type { People } from '../http/source-api.ts'
import type { NewPenName, NewSeries, PenNames, SeriesList } from '../http/story-api.ts'
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

/** Pen names, series and people. Whatever is made is durable when its id is given; the same request
 *  again changes nothing. Everything that writes throws `request-malformed` or `storage-failed`. */
export class NameLists {
  readonly #parts: NameListParts

  constructor(parts: NameListParts) {
    this.#parts = parts
  }

  /** The editors who have introduced themselves, this person among them. */
  people(): People {
    const { person: own } = this.#author()
    const people = peopleOf(this.#parts.journal.state).map(({ person: id, name }) => ({
      ...{ id, name, own: id === own },
    }))
    return { people: people.sort(byText(({ name }) => name)) }
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

  #append(event: Parameters<typeof appendChecked>[1][number]): void {
    appendChecked(this.#parts.journal, [event])
  }

  #author() {
    const { keys, clock } = this.#parts
    return { person: toHex(keys.personId), nowMillis: clock.nowMillis() }
  }

  #idOf(kind: 'pen name' | 'series', requestId: string): string {
    const { p, deviceId } = this.#parts.keys
    return idOfRequest(p, deviceId, kind, requestId)
  }
}

function byText<One>(textOf: (one: One) => string): (a: One, b: One) => number {
  const collator = new Intl.Collator('es')
  return (a, b) => collator.compare(textOf(a), textOf(b))
}
