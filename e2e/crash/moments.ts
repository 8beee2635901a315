/** The moments at which somebody is killed: what has to come over a line first, and whom it hits. */
import type { Passing, Stage } from './line.ts'
import type { Aim } from './plan.ts'

/** What an aim waits for on the lines, and how long after it the kill may come. */
export interface Sight {
  readonly stages: readonly Stage[]
  readonly method: 'GET' | 'PUT'
  readonly path: RegExp
  /** Whose line it is that falls, or the relay. */
  readonly victim: 'relay' | 'sender'
  readonly withinMillis: number
}

const batch = /^\/desk\/journal\/\d+$/u
const edition = /^\/desk\/editions\//u
const roster = /^\/desk\/roster$/u
const segment = /^\/desk\/segments\/./u
const handing: readonly Stage[] = ['came', 'answered', 'passed']

/** Aims that wait for a request. */
export const sights: Readonly<Partial<Record<Aim, Sight>>> = {
  'relay: batch comes': put(batch, ['came'], 'relay', 12),
  'relay: edition comes': put(edition, ['came'], 'relay', 12),
  'relay: roster comes': put(roster, ['came'], 'relay', 12),
  'desk: hands a batch in': put(batch, handing, 'sender', 8),
  'desk: hands an edition in': put(edition, handing, 'sender', 8),
  'desk: hands the roster in': put(roster, handing, 'sender', 8),
  'desk: takes a segment in': get(segment, 200),
  'desk: takes a batch in': get(batch, 30),
}

function put(
  path: RegExp,
  stages: readonly Stage[],
  victim: Sight['victim'],
  withinMillis: number,
): Sight {
  return { stages, method: 'PUT', path, victim, withinMillis }
}

function get(path: RegExp, withinMillis: number): Sight {
  return { stages: ['passed'], method: 'GET', path, victim: 'sender', withinMillis }
}

/** Whether this is what an aim waits for, at this stage. */
export function isSighted(sight: Sight, stage: Stage, passing: Passing): boolean {
  const { method, path } = passing
  return passing.stage === stage && method === sight.method && sight.path.test(path)
}
