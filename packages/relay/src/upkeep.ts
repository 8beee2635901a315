import { hourOf, thirtyDaysBefore } from './domain/hour.ts'
import { RelayError } from './domain/relay-error.ts'
import { mayForget, nextClosingMillis, RETENTION_MILLIS } from './domain/segment-rule.ts'
import type { Alarm } from './ports/clock.ts'
import type { RelayPorts } from './ports/relay-ports.ts'
import type { Releases } from './releases.ts'

/** While it is so, the operator is told this often: once a day in production. */
const TELL_ROUNDS = 24

/** What the relay does by the clock and for nobody in particular: closes the open segment at the
 *  multiples of its greatest age, and forgets what need not be kept, as long as the newsroom's newest
 *  roster bears its clock out. */
export class Upkeep {
  readonly #ports: RelayPorts
  readonly #releases: Releases
  readonly #segmentMaxAgeMillis: number
  readonly #alarm: Alarm
  #cancel: (() => void) | undefined
  #running: Promise<void> = Promise.resolve()
  /** Rounds in a row in which nothing was forgotten. */
  #roundsInDoubt = 0

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
    await cellLog.close('all').catch(onFailure)
    if (!(await this.#mayForget().catch(onFailure))) return
    const tasks = [
      () => cellLog.expire(),
      () => editions.forgetReplaced(clock()),
      () => rosters.forgetExpired(clock() - RETENTION_MILLIS),
      () => batches.forgetBefore(thirtyDaysBefore(hourOf(clock()))),
      () => this.#releases.forget(),
    ]
    for (const task of tasks) await task().catch(onFailure)
  }

  async #mayForget(): Promise<boolean> {
    const { rosters, clock, onFailure } = this.#ports
    const isBorneOut = mayForget(clock(), await rosters.newest())
    if (isBorneOut) this.#roundsInDoubt = 0
    else if (this.#roundsInDoubt++ % TELL_ROUNDS === 0) onFailure(doubted())
    return isBorneOut
  }

  /** Stops after the round that is running, if one is. */
  async end(): Promise<void> {
    await this.#running
    this.#cancel?.()
  }
}

function doubted(): RelayError {
  return new RelayError('clock-doubted', {
    es: 'Según el reloj de este servidor, la nómina más reciente ya venció: o el reloj está adelantado o la redacción lleva días sin renovarla. El servidor sigue recibiendo y, hasta que haya una nómina vigente, no borra nada. Revise el reloj.',
    en: 'By this relay’s clock the newest roster has run out: either the clock is ahead, or the newsroom has not renewed it for days. The relay goes on receiving, and until a roster runs it deletes nothing. Check the clock.',
  })
}

/** The machine's timers. */
export const systemAlarm: Alarm = (delayMillis, ring) => {
  const timer = setTimeout(() => void ring(), delayMillis)
  return () => clearTimeout(timer)
}
