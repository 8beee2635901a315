// Runs the lines of all sessions in a process of its own, so that a busy driver does not blur the times.
import { setPriority } from 'node:os'
import type { LineOrder, LineReport } from './lines.ts'
import { SessionLine } from './pass-through.ts'

const BEAT_MILLIS = 20

try {
  // Ahead of the browsers whose records it times, where this account may.
  setPriority(-15)
} catch {
  // The beat below tells whether it was in time.
}

const lines = new Map<number, { line: SessionLine; worstDelayMillis: number }>()
let expectedAt = performance.now() + BEAT_MILLIS
setInterval(() => {
  const late = Math.max(0, performance.now() - expectedAt)
  for (const open of lines.values()) open.worstDelayMillis = Math.max(open.worstDelayMillis, late)
  expectedAt = performance.now() + BEAT_MILLIS
}, BEAT_MILLIS)

process.on('message', (order: LineOrder) => {
  if (order.kind === 'open') void open(order)
  else void close(order.session)
})
process.on('disconnect', () => process.exit())

async function open({ session, upstream, faults }: LineOrder & { kind: 'open' }): Promise<void> {
  const line = await SessionLine.open(upstream, faults)
  lines.set(session, { line, worstDelayMillis: 0 })
  report({ kind: 'opened', session, port: line.port })
}

async function close(session: number): Promise<void> {
  const open = lines.get(session)
  if (open === undefined) return
  lines.delete(session)
  const worstDelayMillis = Math.round(open.worstDelayMillis)
  const trace = { ...(await open.line.close()), worstDelayMillis }
  report({ kind: 'closed', session, trace })
}

function report(said: LineReport): void {
  process.send?.(said)
}
