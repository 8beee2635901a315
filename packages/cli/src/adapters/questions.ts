// What people type. Secrets are not shown where there is a terminal; from a pipe or a file, lines are read
// one after the other.
import { CliError } from '../cli-error.ts'

const END_OF_TEXT = '\u0003'
const END_OF_INPUT = '\u0004'
const BACKSPACES = new Set(['\u007F', '\b'])

/** Asks one thing after the other. Each method throws `CliError` `input-ended` when nobody answers. */
export class Questions {
  readonly #input: NodeJS.ReadStream
  readonly #output: NodeJS.WriteStream
  #pending = ''
  #hasEnded = false
  #wake: () => void = () => undefined

  constructor(input: NodeJS.ReadStream, output: NodeJS.WriteStream) {
    this.#input = input
    this.#output = output
    input.setEncoding('utf8')
    input.on('data', (chunk: string | Uint8Array) => {
      this.#pending += String(chunk)
      this.#wake()
    })
    input.once('end', () => {
      this.#hasEnded = true
      this.#wake()
    })
    input.pause()
  }

  /** What stands on the next line, without spaces around it. */
  async line(question: string): Promise<string> {
    this.#output.write(`${question} `)
    const line = await this.#next()
    if (!this.#input.isTTY) this.#output.write('\n')
    return line.trim()
  }

  /** The next line, not shown while it is typed; nothing is taken off it. */
  async secret(question: string): Promise<string> {
    this.#output.write(`${question} `)
    const isHidden = this.#input.isTTY
    if (isHidden) this.#input.setRawMode(true)
    try {
      return isHidden ? await this.#nextHidden() : await this.#next()
    } finally {
      if (isHidden) this.#input.setRawMode(false)
      this.#output.write('\n')
    }
  }

  async #next(): Promise<string> {
    for (;;) {
      const end = this.#pending.indexOf('\n')
      if (end >= 0) {
        const line = this.#pending.slice(0, end)
        this.#pending = this.#pending.slice(end + 1)
        return line.replace(/\r$/u, '')
      }
      await this.#more()
    }
  }

  async #nextHidden(): Promise<string> {
    let typed: readonly string[] = []
    for (;;) {
      const characters = [...this.#pending]
      for (const [index, character] of characters.entries()) {
        if (character === END_OF_TEXT || character === END_OF_INPUT)
          throw new CliError('input-ended', '')
        if (character === '\r' || character === '\n') {
          this.#pending = characters.slice(index + 1).join('')
          return typed.join('')
        }
        typed = BACKSPACES.has(character) ? typed.slice(0, -1) : [...typed, character]
      }
      this.#pending = ''
      await this.#more()
    }
  }

  async #more(): Promise<void> {
    if (this.#hasEnded) throw new CliError('input-ended', '')
    const came = new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    this.#input.resume()
    await came
    this.#input.pause()
  }
}
