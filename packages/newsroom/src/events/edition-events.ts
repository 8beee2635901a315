import * as z from 'zod'
import { device, moment, person } from './fields.ts'

const editionLeaseTaken = z.strictObject({
  v: z.literal(1),
  type: z.literal('edition-lease-taken'),
  /** Time of the first edition that it is for: a multiple of the edition interval. */
  fromMillis: moment,
  person,
  device,
})

/** A device begins to build the newsroom's editions, because whoever built them has stopped. */
export type EditionLeaseTaken = z.infer<typeof editionLeaseTaken>

/** The shapes of the editions' events. */
export const editionEvents = [editionLeaseTaken] as const
