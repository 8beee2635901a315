import { stripVTControlCharacters } from 'node:util'
import { failureOf, type Report } from './report.ts'
import type { Wording } from './wording.ts'

/** The three streams of a process. */
export interface TerminalStreams {
  readonly out: NodeJS.WriteStream
  readonly err: NodeJS.WriteStream
  readonly input: NodeJS.ReadStream
}

/** Where a command speaks, and is spoken to. */
export class Terminal {
  readonly wording: Wording
  readonly out: NodeJS.WriteStream
  readonly err: NodeJS.WriteStream
  /** Where people type. */
  readonly input: NodeJS.ReadStream

  constructor(wording: Wording, streams: TerminalStreams) {
    this.wording = wording
    this.out = streams.out
    this.err = streams.err
    this.input = streams.input
  }

  /** Writes a line to the output. */
  say(line: string): void {
    this.out.write(`${line}\n`)
  }

  /** Writes a line beside the output. */
  note(line: string): void {
    this.err.write(`${line}\n`)
  }

  /** Writes a report and gives what the command ends with. A path or an address in it may have come from
   *  a hostile site; it does not steer the terminal. */
  tell({ lines, exitCode }: Report, stream: NodeJS.WriteStream = this.out): number {
    for (const line of lines) stream.write(`${stripVTControlCharacters(line)}\n`)
    return exitCode
  }

  /** Says what failed; of a bug its name alone. */
  tellFailure(error: unknown): void {
    const failure = failureOf(this.wording, error)
    if (failure !== undefined) this.tell(failure, this.err)
    else this.note(error instanceof Error ? error.name : typeof error)
  }
}
