/** One world of the plan, from a copy of the template to its end. */
import { cp, rm } from 'node:fs/promises'
import { Chance } from '../wire/chance.ts'
import { audit } from './audit.ts'
import type { Aim } from './plan.ts'
import type { AuditLine, BrokenLine, KillLine } from './runs.ts'
import type { Template } from './template.ts'
import { World } from './world.ts'

const MINUTE_MILLIS = 60_000

/** What a world is run with. */
export interface WorldRun {
  readonly seed: string
  readonly number: number
  /** One for each kill. */
  readonly aims: readonly Aim[]
  readonly segmentMaxCells: number
  readonly template: Template
  /** Told of each line; awaited. */
  readonly onLine: (line: AuditLine | BrokenLine | KillLine) => Promise<void>
}

/** Runs it; its folder stays if anything was wrong, and is given then. */
export async function runWorld(run: WorldRun): Promise<string | undefined> {
  const { seed, number, template, segmentMaxCells, onLine } = run
  const { contributors, before } = template
  const folder = `${template.places.folder}-${number}`
  await cp(template.places.folder, folder, { recursive: true })
  const began = Date.now()
  let hasFaults = false
  let world: World | undefined
  try {
    world = await World.begin({
      ...{ places: { ...template.places, folder }, contributors, before },
      ...{ segmentMaxCells, chance: new Chance(seed, 'load', number) },
    })
    for (const [kill, aim] of run.aims.entries()) {
      const line = await world.kill(aim)
      hasFaults ||= line.faults.length > 0
      await onLine({ kind: 'kill', world: number, number: kill, ...line })
      // What is broken once is broken from then on.
      if (hasFaults) break
    }
    const found = await audit(world)
    hasFaults ||= found.faults.length > 0
    const minutes = (Date.now() - began) / MINUTE_MILLIS
    await onLine({ kind: 'audit', world: number, minutes, ...found })
  } catch (error) {
    await onLine({ kind: 'broken', world: number, why: whyOf(error) })
    hasFaults = true
  } finally {
    await world?.discard()
  }
  if (!hasFaults) await rm(folder, { recursive: true, force: true })
  return hasFaults ? folder : undefined
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error.stack ?? error.message}${cause}`
}
