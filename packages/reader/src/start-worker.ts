import type { Schedule } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'
import { browserClocks, browserRandom, pinnedNewsroom } from './adapters/browser-world.ts'
import { Courier } from './courier.ts'
import { sealCover } from './cover.ts'
import type { ToWorker } from './worker-messages.ts'

/** Starts the reader script as a worker, where all its cryptography is done: in portable code for
 *  everybody, so that the same deed takes the same time whatever a browser offers. Where the page asks
 *  for it, it starts nothing and lends the page its sealing of cover. */
export function startWorker(schedule: Schedule): void {
  const newsroomId = pinnedNewsroom()
  if (newsroomId === undefined) return
  const world = { primitives: portablePrimitives, random: browserRandom, newsroomId }
  if (cronistaLend !== undefined) {
    cronistaLend((to) => sealCover(world, to))
    return
  }
  const courier = new Courier({
    ...world,
    nowMillis: () => browserClocks.wallMillis(),
    sendsPerPart: schedule.sendsPerPart,
    emit: (message) => self.postMessage(message),
  })
  self.onmessage = (event: MessageEvent<ToWorker>) => courier.receive(event.data)
}
