import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserName, Protocol } from './browsers.ts'
import type { Leak } from './builds.ts'
import { FEATURES_VERSION } from './features.ts'
import type { Pace } from './paces.ts'

/** What may happen to a pair's lines. */
export type FaultKind = 'drops' | 'none' | 'refuses' | 'stalls'

/** One set of pairs under the same conditions; a pair has one session of each class. */
export interface Campaign {
  readonly name: string
  readonly pace: Pace
  readonly leak: Leak
  readonly pairs: number
  /** How many pairs run at the same time. */
  readonly atOnce: number
  /** Pairs take turns among these. */
  readonly lines: readonly { readonly browser: BrowserName; readonly protocol: Protocol }[]
  /** Log-normal, cut at both ends; in milliseconds of the campaign's pace. */
  readonly stayMillis: {
    readonly median: number
    readonly sigma: number
    readonly least: number
    readonly most: number
  }
  /** Of contributors, those who return with their words; the others write for the first time. */
  readonly returningShare: number
  /** Of readers, those who open the composer, read who sees what, and leave it. */
  readonly curiousShare: number
  /** How often each fault happens; the shares add up to 1. */
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>
  readonly passes: Criterion
}

/** With what a campaign passes: no model's upper bound above a figure, or the best model's AUC above one. */
export type Criterion = { readonly upperBoundAtMost: number } | { readonly aucAbove: number }

/** What is laid down before the first run. */
export interface Plan {
  readonly version: 1
  readonly seed: string
  /** Version of `features.ts`. */
  readonly features: number
  readonly classifier: {
    readonly models: readonly ('boosting' | 'forest' | 'logistic')[]
    readonly folds: number
    readonly bootstrapRounds: number
    readonly seed: number
  }
  /** A pair does not count, and is run again, if the observer's clock was later than this meanwhile. */
  readonly worstDelayMillis: number
  readonly campaigns: readonly Campaign[]
}

/** The plan, and its SHA-256: runs name it, and count only under the plan that they were made for. */
export async function readPlan(
  path = join(import.meta.dirname, 'plan.json'),
): Promise<{ readonly plan: Plan; readonly digest: string }> {
  const text = await readFile(path, 'utf8')
  const plan = JSON.parse(text) as Plan
  if (plan.features !== FEATURES_VERSION)
    throw new RangeError(`${path} is for features of version ${plan.features}`)
  return { plan, digest: createHash('sha256').update(text).digest('hex') }
}
