import { getHeapStatistics } from 'node:v8'
import { PropertyBroken, type Target } from './target.ts'

/** What one input did. */
export type Judgement =
  | { readonly kind: 'held'; readonly outcome: string }
  | { readonly kind: 'broken'; readonly property: Property; readonly detail: string }

/** What must hold of every input. */
export type Property =
  'asks-for-too-much' | 'changes-prototypes' | 'own-property' | 'takes-too-long' | 'throws-another'

const LIMIT_MILLIS = 100
const ROOM_BYTES = 524_288
const ROOM_PER_BYTE = 64
/** A machine that does other things too is slow now and then, and collects its garbage when it likes. */
const REPEATS = 4
const NO_WORK = { user: 0, system: 0 }

const prototypes = [Object.prototype, Array.prototype]
const namesBefore = prototypes.map((one) => Reflect.ownKeys(one))

/** Runs one input and says which property it broke, if any. */
export async function judge(target: Target, input: Uint8Array): Promise<Judgement> {
  const limitMillis = target.limitMillis ?? LIMIT_MILLIS
  const room = (target.roomBytes ?? ROOM_BYTES) + ROOM_PER_BYTE * input.length
  const first = await measured(target, input, 'quickly')
  if (first.judgement.kind === 'broken') return first.judgement
  if (first.millis > limitMillis && (await leastOf(target, input, 'worked')) > limitMillis)
    return broken('takes-too-long', `over ${limitMillis} ms for ${input.length} bytes`)
  if (first.bytes > room && (await leastOf(target, input, 'bytes')) > room)
    return broken('asks-for-too-much', `over ${room} bytes for ${input.length}`)
  const changed = changedPrototypes()
  if (changed !== '') return broken('changes-prototypes', changed)
  return first.judgement
}

/** What was added to a prototype, which is taken away again: the next input did not add it. */
function changedPrototypes(): string {
  for (const [place, one] of prototypes.entries()) {
    const before = namesBefore[place] ?? []
    const names = Reflect.ownKeys(one)
    if (names.length === before.length) continue
    const added = names.filter((name) => !before.includes(name))
    for (const name of added) Reflect.deleteProperty(one, name)
    return `prototype ${place}`
  }
  return ''
}

interface Measured {
  readonly judgement: Judgement
  readonly millis: number
  /** Milliseconds that this thread's processor worked: on a busy machine much less than went by. */
  readonly worked: number
  readonly bytes: number
}

async function measured(
  target: Target,
  input: Uint8Array,
  how: 'closely' | 'quickly',
): Promise<Measured> {
  const bytesBefore = bytesHeld()
  const begunMillis = performance.now()
  const begun = how === 'closely' ? process.threadCpuUsage() : undefined
  let judgement: Judgement
  try {
    // Waiting for what is no promise would cost more than most parsers.
    const outcome = target.run(input)
    judgement = { kind: 'held', outcome: typeof outcome === 'string' ? outcome : await outcome }
  } catch (error) {
    judgement = judgedError(target, error)
  }
  const millis = performance.now() - begunMillis
  const bytes = bytesHeld() - bytesBefore
  const { user, system } = begun === undefined ? NO_WORK : process.threadCpuUsage(begun)
  return { judgement, millis, worked: (user + system) / 1000, bytes }
}

function judgedError(target: Target, error: unknown): Judgement {
  const outcome = target.refusal(error)
  if (outcome !== undefined) return { kind: 'held', outcome }
  if (error instanceof PropertyBroken) return broken('own-property', error.message)
  const place = error instanceof Error ? firstPlace(error) : ''
  return broken('throws-another', `${String(error).slice(0, 200)} ${place}`.trim())
}

/** Where it was thrown, without the path of this machine's folders. */
function firstPlace({ stack = '' }: Error): string {
  return /\/((?:packages|node_modules)\/[^)\s]+)/u.exec(stack)?.[1] ?? ''
}

async function leastOf(
  target: Target,
  input: Uint8Array,
  what: 'bytes' | 'worked',
): Promise<number> {
  let least = Infinity
  for (let left = REPEATS; left > 0; left--) {
    const again = await measured(target, input, 'closely')
    // A collection in between makes the difference negative and says nothing.
    if (again[what] >= 0) least = Math.min(least, again[what])
  }
  return least === Infinity ? 0 : least
}

function bytesHeld(): number {
  const { used_heap_size: heap, external_memory: outside } = getHeapStatistics()
  return heap + outside
}

function broken(property: Property, detail: string): Judgement {
  return { kind: 'broken', property, detail }
}
