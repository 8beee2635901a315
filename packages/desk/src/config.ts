import { demoSchedule, productionSchedule, type Schedule } from '@cronista/protocol'
import { z } from 'zod'
import { DeskError } from './desk-error.ts'

/** The schedules a configuration can name. */
export const schedules: Readonly<Record<Schedule['name'], Schedule>> = {
  demo: demoSchedule,
  production: productionSchedule,
}

const configSchema = z.strictObject({
  /** The desk's own folder: vault and state. */
  folder: z.string().min(1),
  /** The folder with index.html, app.js and app.css. */
  page: z.string().min(1),
  /** On 127.0.0.1; 0 takes a free one. */
  port: z.int().min(0).max(65_535),
  /** The relay's origin. */
  relay: z.url({ protocol: /^https?$/u }).transform((url) => new URL(url).origin),
  schedule: z.enum(['demo', 'production']).default('production'),
})

/** A desk's configuration as it is written; it holds no secret. */
export type DeskConfigInput = z.input<typeof configSchema>
/** A desk's configuration, complete. */
export type DeskConfig = z.output<typeof configSchema>

/** Checks a configuration; throws `config-malformed` naming the first setting that is wrong. */
export function parseConfig(given: unknown): DeskConfig {
  const parsed = configSchema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new DeskError('config-malformed', { place: parsed.error.issues[0]?.path.join('.') ?? '' })
}
