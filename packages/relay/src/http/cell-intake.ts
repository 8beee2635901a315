/* `POST /c`, the one request that every page repeats (§9). It is the only route outside Hono: its
 * answers are three constants, and at one request every half minute from every visitor it is nearly
 * all that the relay does. docs/adr says what that is worth. Nothing of a request is looked at but
 * the length of its body. */
import { CELL_BYTES } from '@cronista/protocol'
import { CELL_PATH, PROBLEM_JSON, type RelayProblemCode } from '@cronista/protocol/http'
import { asCell } from '../domain/cell.ts'
import type { CellLog } from '../ports/cell-log.ts'
import { ANSWER_HEADERS } from './answer-headers.ts'
import { problemOf } from './problem.ts'

/** What the intake needs of a request, over HTTP/1.1 or HTTP/2. */
export interface CellRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: { readonly 'content-length'?: string | undefined }
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown
  on(event: 'end' | 'error', listener: () => void): unknown
}

/** What it needs of the answer. */
export interface CellAnswer {
  writeHead(status: number, headers?: Readonly<Record<string, number | string>>): unknown
  end(body: string): unknown
}

/** Whether a request is for the intake. */
export function isForIntake(request: Pick<CellRequest, 'method' | 'url'>): boolean {
  return request.method === 'POST' && request.url === CELL_PATH
}

/** Takes a cell: 204 once it is on disk, the constant problem for any other length, 503 if it could
 *  not be stored. At most 3,073 bytes of a body are ever kept. */
export function takeCell(
  log: CellLog,
  onFailure: (error: unknown) => void,
  request: CellRequest,
  answer: CellAnswer,
): void {
  const body = new BodyOfCell()
  const declared = request.headers['content-length']
  let answered = false
  const refuse = () => {
    if (answered) return
    answered = true
    refuseWith('not-a-cell', answer)
  }
  request.on('error', () => {
    answered = true
  })
  request.on('data', (chunk) => {
    if (!answered && !body.add(chunk)) refuse()
  })
  request.on('end', () => {
    if (answered) return
    const cell = asCell(body.bytes())
    if (cell === undefined) return refuse()
    answered = true
    log.append(cell).then(
      () => {
        answer.writeHead(204)
        answer.end('')
      },
      (error: unknown) => {
        onFailure(error)
        refuseWith('storage-failed', answer)
      },
    )
  })
  if (declared !== undefined && declared !== String(CELL_BYTES)) refuse()
}

/** Collects a body while it may still be a cell's. Most come in one piece, which is not copied. */
class BodyOfCell {
  #pieces: Uint8Array[] = []
  #length = 0

  /** False, and everything is let go, as soon as it is too long. */
  add(chunk: Uint8Array): boolean {
    this.#length += chunk.length
    if (this.#length > CELL_BYTES) {
      this.#pieces = []
      return false
    }
    this.#pieces.push(chunk)
    return true
  }

  bytes(): Uint8Array {
    const [only] = this.#pieces
    if (only !== undefined && this.#pieces.length === 1) return only
    const whole = new Uint8Array(this.#length)
    let offset = 0
    for (const piece of this.#pieces) {
      whole.set(piece, offset)
      offset += piece.length
    }
    return whole
  }
}

function refuseWith(code: RelayProblemCode, answer: CellAnswer): void {
  const problem = problemOf(code)
  const body = JSON.stringify(problem)
  answer.writeHead(problem.status, {
    ...ANSWER_HEADERS,
    'content-length': body.length,
    'content-type': PROBLEM_JSON,
  })
  answer.end(body)
}
