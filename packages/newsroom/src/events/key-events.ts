import * as z from 'zod'
import { base64Url, device, moment, person } from './fields.ts'

const prekeyAnnounced = z.strictObject({
  v: z.literal(1),
  type: z.literal('prekey-announced'),
  /** One higher for each prekey of a device. */
  number: z.int().positive(),
  /** X-Wing public key, 1,216 bytes. */
  prekey: base64Url(1216).length(1622),
  announcedAtMillis: moment,
  person,
  device,
})

/** A device has a new key to which others may seal what they hand it (docs/protocol.md §13). */
export type PrekeyAnnounced = z.infer<typeof prekeyAnnounced>

/** The shapes of events about devices' keys. */
export const keyEvents = [prekeyAnnounced] as const
