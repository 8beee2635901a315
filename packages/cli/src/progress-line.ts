import type { Wording } from './wording.ts'

/** How far a comparison is: one line that is written over in a terminal, ten lines in all elsewhere. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream
  readonly #wording: Wording
  #tenth = -1
  #isShown = false

  constructor(stream: NodeJS.WriteStream, wording: Wording) {
    this.#stream = stream
    this.#wording = wording
  }

  /** `done` of `total` requests have been answered. */
  show(done: number, total: number): void {
    const tenth = Math.floor((done * 10) / total)
    const text = this.#wording.progress(done, total)
    if (this.#stream.isTTY) this.#stream.write(`\r\u001B[K${text}`)
    else if (tenth !== this.#tenth) this.#stream.write(`${text}\n`)
    this.#tenth = tenth
    this.#isShown = this.#stream.isTTY
  }

  /** Takes the line away, so that a report can stand in its place. */
  clear(): void {
    if (this.#isShown) this.#stream.write('\r\u001B[K')
    this.#isShown = false
  }
}
