import { execFile } from 'node:child_process'
import { env } from 'node:process'
import { promisify } from 'node:util'
import type { Display } from './display.ts'

const run = promisify(execFile)

/** Real keys, pressed on the screen's own keyboard: what a driver makes up inside a browser is not
 *  counted by it as typing, and what it writes down of typing would stay unseen. */
export class Keyboard {
  readonly #env: NodeJS.ProcessEnv

  constructor(display: Display) {
    this.#env = { ...env, DISPLAY: display.name }
  }

  /** Types a text, at the pace of a quick thumb; the pointer has to be over the window. */
  async type(text: string): Promise<void> {
    // A space after the text's last letter would be taken for the end of the command's line.
    await this.#tell('type', '--delay', '25', '--', text)
  }

  /** Presses keys by their X names, one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    await this.#tell('key', '--delay', '25', '--', ...keys)
  }

  /** Moves the pointer over the window, where keys then go. */
  async reach(): Promise<void> {
    await this.#tell('mousemove', '200', '500')
  }

  async #tell(...told: readonly string[]): Promise<void> {
    await run('xdotool', told, { env: this.#env })
  }
}
