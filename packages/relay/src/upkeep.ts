import { hourOf, thirtyDaysBefore } from './domain/hour.ts'
import { nextClosingMillis, RETENTION_MILLIS } from './domain/segment-rule.ts'
import type { Alarm } from './ports/clock.ts'
import type { RelayPorts } from './ports/relay-ports.ts'
import type { Releases } from './releases.ts'

/** What the relay does by the clock and for nobody in particular: closes the open segment at the
 *  multiples of its greatest age, and forgets what need not be kept. */
export class Upkeep {
  readonly #ports: RelayPorts
  readonly #releases: Releases
  readonly #segmentMaxAgeMillis: number
  readonly #alarm: Alarm
  #cancel: (() => void) | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(
    ports: RelayPorts,
    releases: Releases,
    segmentMaxAgeMillis: number,
    alarm: Alarm = systemAlarm,
  ) {
    this.#ports = ports
    this.#releases = releases
    this.#segmentMaxAgeMillis = segmentMaxAgeMillis
    this.#alarm = alarm
  }

  /** Waits for the next closing time, and after it for the one after. */
  begin(): void {
    const nowMillis = this.#ports.clock()
    const waitMillis = nextClosingMillis(nowMillis, this.#segmentMaxAgeMillis) - nowMillis
    this.#cancel = this.#alarm(waitMillis, () => {
      this.#running = this.run().finally(() => this.begin())
      return this.#running
    })
  }

  /** One round. Its failures are told and leave everything for the next round. */
  async run(): Promise<void> {
    const { batches, cellLog, editions, rosters, clock, onFailure } = this.#ports
    const tasks = [
      () => cellLog.close('all'),
      () => cellLog.expire(),
      () => editions.forgetReplaced(clock()),
      () => rosters.forgetExpired(clock() - RETENTION_MILLIS),
      () => batches.forgetBefore(thirtyDaysBefore(hourOf(clock()))),
      () => this.#releases.forget(),
    ]
    for (const task of tasks) await task().catch(onFailure)
  }

  /** Stops after the round that is running, if one is. */
  async end(): Promise<void> {
    await this.#running
    this.#cancel?.()
  }
}

/** The machine's timers. */
export const systemAlarm: Alarm = (delayMillis, ring) => {
  const timer = setTimeout(() => void ring(), delayMillis)
  return () => clearTimeout(timer)
}
