import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView, ViewMutationRecord } from 'prosemirror-view'
import { kindOf } from './story-schema.ts'

/** A place under a segment where more of it is shown, and whose it is: a quotation's facts, and what is
 *  printed of a picture. */
export interface FactsPlace {
  /** Different for each place, and the same as long as it is there. */
  readonly key: string
  readonly element: HTMLElement
  readonly segment: Node
  /** The position in front of the segment, now. */
  readonly position: () => number | undefined
}

/** The places under all segments on the screen that have one. What renders there subscribes. */
export class FactsPlaces {
  readonly #listeners = new Set<() => void>()
  readonly #places = new Map<HTMLElement, FactsPlace>()
  #snapshot: readonly FactsPlace[] = []
  #keys = 0

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): readonly FactsPlace[] => this.#snapshot

  newKey(): string {
    this.#keys += 1
    return String(this.#keys)
  }

  put(place: FactsPlace): void {
    this.#places.set(place.element, place)
    this.#changed()
  }

  remove(element: HTMLElement): void {
    if (this.#places.delete(element)) this.#changed()
  }

  #changed(): void {
    this.#snapshot = [...this.#places.values()]
    for (const listener of this.#listeners) listener()
  }
}

/** One segment on the screen: its cells, and under a quotation or a picture the place for more. */
export class SegmentView implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement
  readonly #facts: HTMLElement
  readonly #places: FactsPlaces
  readonly #position: () => number | undefined
  readonly #key: string
  #segment: Node

  constructor(
    segment: Node,
    view: EditorView,
    position: () => number | undefined,
    places: FactsPlaces,
  ) {
    const document = view.dom.ownerDocument
    this.dom = document.createElement('div')
    this.dom.className = 'segment'
    this.contentDOM = this.dom.appendChild(document.createElement('div'))
    this.contentDOM.className = 'cells'
    this.#facts = document.createElement('div')
    this.#facts.className = 'facts'
    this.#facts.contentEditable = 'false'
    this.#places = places
    this.#position = position
    this.#key = places.newKey()
    this.#segment = segment
    this.#show()
  }

  update(segment: Node): boolean {
    if (segment.type !== this.#segment.type) return false
    const hadAttributes = this.#segment.attrs
    this.#segment = segment
    if (segment.attrs !== hadAttributes) this.#show()
    return true
  }

  /** What happens among the facts is their own. */
  stopEvent(event: Event): boolean {
    return event.target instanceof Element && this.#facts.contains(event.target)
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return !this.contentDOM.contains(mutation.target)
  }

  destroy(): void {
    this.#places.remove(this.#facts)
  }

  #show(): void {
    const kind = kindOf(this.#segment)
    this.dom.dataset['kind'] = kind
    if (kind === 'quotation' || kind === 'picture') {
      if (this.#facts.parentNode === null) this.dom.append(this.#facts)
      this.#places.put({
        key: this.#key,
        element: this.#facts,
        segment: this.#segment,
        position: this.#position,
      })
    } else {
      this.#places.remove(this.#facts)
      this.#facts.remove()
    }
  }
}
