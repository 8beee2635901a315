/** What the book says. */
import { aims, type Plan } from './plan.ts'
import type { Found } from './runs.ts'

/** The table, and whether everything that was planned was done without a fault. */
export function reportOf(
  plan: Plan,
  { worlds, broken, strayKills }: Found,
): { readonly lines: readonly string[]; readonly passed: boolean } {
  const kills = worlds.flatMap((world) => world.kills)
  const faulty = worlds.filter(
    ({ audit, kills: own }) =>
      audit.faults.length > 0 || own.some(({ faults }) => faults.length > 0),
  )
  const sum = (of: (audit: (typeof worlds)[number]['audit']) => number) =>
    worlds.reduce((total, { audit }) => total + of(audit), 0)
  const processes = kills.reduce((total, { victims }) => total + victims.length, 0)
  const by = (victim: string) =>
    kills.filter(({ victims }) => victims.some((one) => one === victim)).length
  const lines = [
    `${worlds.length} of ${plan.worlds} newsrooms, ${kills.length} of ${plan.worlds * plan.killsEach} moments, ${processes} processes killed (relay ${by('relay')}, desks ${by('ada')} and ${by('bruno')})`,
    ...aims.map((aim) => {
      const own = kills.filter((kill) => kill.aim === aim)
      return `  ${aim}: ${own.length}, of which ${own.filter(({ isHit }) => isHit).length} at the moment aimed at`
    }),
    `cells sent ${sum(({ cellsSent }) => cellsSent)}, answered 204 ${sum(({ cellsAnswered }) => cellsAnswered)}, segments ${sum(({ segments }) => segments)}`,
    `letters written ${sum(({ lettersWritten }) => lettersWritten)}, owed ${sum(({ lettersOwed }) => lettersOwed)}, arrived ${sum(({ lettersArrived }) => lettersArrived)}; replies ${sum(({ replies }) => replies)}`,
    `journal entries ${sum(({ entries }) => entries)}, batches ${sum(({ batches }) => batches)}, editions up to ${Math.max(0, ...worlds.map(({ audit }) => audit.edition))}, rosters renewed in ${worlds.filter(({ audit }) => audit.roster > 1).length} newsrooms`,
    `newsrooms with a fault: ${faulty.length}; begun and not ended: ${broken.length}, with ${strayKills.length} kills that do not count`,
    ...faulty.flatMap(({ audit, kills: own }) =>
      [...own.flatMap(({ faults }) => faults), ...audit.faults].map(
        (fault) => `  newsroom ${audit.world}: ${fault}`,
      ),
    ),
    ...broken.map(({ world, why }) => `  newsroom ${world}: ${why}`),
    ...strayKills.flatMap(({ world, number, faults }) =>
      faults.map((fault) => `  newsroom ${world}, kill ${number}, not ended: ${fault}`),
    ),
  ]
  const isWhole = kills.length >= plan.worlds * plan.killsEach
  const hasFault = faulty.length > 0 || strayKills.some(({ faults }) => faults.length > 0)
  return { lines, passed: isWhole && !hasFault }
}
