// What every ceremony needs of the terminal: passphrases, confirmations, and a day as people write it.
import { readFileSync } from 'node:fs'
import { toHex, type Language } from '@cronista/protocol'
import { Questions } from '../adapters/questions.ts'
import { CliError } from '../cli-error.ts'
import type { Terminal } from '../terminal.ts'
import { MIN_PASSPHRASE_CHARACTERS } from './newsroom-errors.ts'
import { newsroomWordings, type NewsroomWording } from './newsroom-wording.ts'

/** How a ceremony is held. */
export interface CeremonyWish {
  readonly language: Language
  /** A file descriptor whose first line is the passphrase, instead of asking for it. */
  readonly passphraseFd: number | undefined
}

/** Somebody at a terminal who founds or changes a newsroom. */
export class Ceremony {
  readonly wording: NewsroomWording
  readonly terminal: Terminal
  readonly #questions: Questions
  readonly #passphraseFd: number | undefined
  #given: string | undefined

  constructor({ language, passphraseFd }: CeremonyWish, terminal: Terminal) {
    this.wording = newsroomWordings[language]
    this.terminal = terminal
    this.#passphraseFd = passphraseFd
    this.#questions = new Questions(terminal.input, terminal.err)
  }

  /** Asks for a line. Throws `input-ended`. */
  ask(question: string): Promise<string> {
    return this.#questions.line(question)
  }

  /** A passphrase to open something. Throws `input-ended` or `file-unreadable`. */
  async passphrase(place: string): Promise<string> {
    return this.#fromFd() ?? this.#questions.secret(this.wording.askPassphrase(place))
  }

  /** A passphrase to seal something, typed twice. Throws `passphrase-short`, `passphrase-differs`,
   *  `input-ended` or `file-unreadable`. */
  async newPassphrase(place: string): Promise<string> {
    const given = this.#fromFd()
    const first = given ?? (await this.#questions.secret(this.wording.askNewPassphrase(place)))
    if ([...first].length < MIN_PASSPHRASE_CHARACTERS) throw new CliError('passphrase-short', '')
    const again = given ?? (await this.#questions.secret(this.wording.askAgain))
    if (first.normalize('NFC') !== again.normalize('NFC'))
      throw new CliError('passphrase-differs', '')
    return first
  }

  /** Throws `not-confirmed` for every answer but yes. */
  async confirm(question: string): Promise<void> {
    const answer = await this.ask(this.wording.askConfirmation(question))
    if (!this.wording.yes.test(answer.normalize('NFC'))) throw new CliError('not-confirmed', '')
  }

  #fromFd(): string | undefined {
    if (this.#passphraseFd === undefined) return undefined
    try {
      this.#given ??= readFileSync(this.#passphraseFd, 'utf8').split(/\r?\n/u, 1)[0] ?? ''
      return this.#given
    } catch (cause) {
      throw new CliError('file-unreadable', `--passphrase-fd ${this.#passphraseFd}`, { cause })
    }
  }
}

/** A moment as a day, in UTC. */
export function dayOf(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10)
}

/** A moment to the minute, in UTC. */
export function minuteOf(millis: number): string {
  return `${new Date(millis).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** An id as people compare it: hexadecimal digits in groups of four. */
export function grouped(id: Uint8Array): string {
  return toHex(id).replaceAll(/.{4}(?=.)/gu, '$& ')
}
