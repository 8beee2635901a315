import type { PlannedFile } from './site-plan.ts'

/** The files of a plan, each made when it is asked for. */
export class RenderedFiles implements ReadonlyMap<string, Uint8Array> {
  readonly #planned: ReadonlyMap<string, PlannedFile>

  constructor(planned: ReadonlyMap<string, PlannedFile>) {
    this.#planned = planned
  }

  get size(): number {
    return this.#planned.size
  }

  has(path: string): boolean {
    return this.#planned.has(path)
  }

  get(path: string): Uint8Array | undefined {
    return this.#planned.get(path)?.render()
  }

  keys(): MapIterator<string> {
    return this.#planned.keys()
  }

  *entries(): MapIterator<[string, Uint8Array]> {
    for (const [path, { render }] of this.#planned) yield [path, render()]
  }

  *values(): MapIterator<Uint8Array> {
    for (const { render } of this.#planned.values()) yield render()
  }

  [Symbol.iterator](): MapIterator<[string, Uint8Array]> {
    return this.entries()
  }

  forEach(
    visit: (bytes: Uint8Array, path: string, files: ReadonlyMap<string, Uint8Array>) => void,
  ): void {
    for (const [path, bytes] of this) visit(bytes, path, this)
  }
}
