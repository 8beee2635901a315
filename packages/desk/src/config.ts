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
  /** Origins of machines that keep copies of the relay's segments (`cronista mirror-segments`), asked in
   *  this order when the relay is away or lacks one. */
  segmentsFrom: z
    .array(z.url({ protocol: /^https?$/u }).transform((url) => new URL(url).origin))
    .max(8)
    .optional(),
  schedule: z.enum(['demo', 'production']).default('production'),
  /** What the site says of itself, the same on every desk: each builds it, and bytes are compared. */
  site: z.strictObject({
    name: z.string().min(1),
    motto: z.strictObject({ es: z.string(), en: z.string() }),
    /** Hosts on which readers can write. */
    hosts: z.array(z.string().min(1)).readonly(),
    /** For addresses in feeds. */
    origin: z.url({ protocol: /^https?$/u }).transform((url) => new URL(url).origin),
    /** Path of the reader script. */
    script: z.string().min(1),
    /** How fast readers' pages work, as they tell; the desk's own unless named. */
    schedule: z.enum(['demo', 'production']).optional(),
  }),
})

/** A desk's configuration as it is written; it holds no secret. */
export type DeskConfigInput = z.input<typeof configSchema>
/** A desk's configuration, complete. */
export type DeskConfig = z.output<typeof configSchema>

/** Checks a configuration; throws `config-malformed` naming the first setting that is wrong. */
export function parseConfig(given: unknown): DeskConfig {
  const parsed = configSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const setting = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new DeskError('config-malformed', setting === '' ? {} : { place: `"${setting}"` })
}
