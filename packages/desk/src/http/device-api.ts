// The contract between the desk and its page for devices: who is in, and how one is admitted. It imports
// nothing of Node, so that the page can share it. Problems: ./api.ts.
import * as z from 'zod'

const MAX_BASE64URL = 131_072
const base64Url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/u)
  .max(MAX_BASE64URL)
const moment = z.int().nonnegative()
const words = z.array(z.string()).length(8).readonly()

/** The eight words of a card, for two people to compare aloud, each in their own language. */
export const admissionWordsSchema = z.object({ es: words, en: words })

/** `GET /api/devices`. */
export const devicesSchema = z.object({
  /** What this device shows to whoever admits it. */
  own: z.object({ card: base64Url, words: admissionWordsSchema }),
  membership: z.enum(['member', 'waiting']),
  devices: z.array(
    z.object({
      /** 32 hexadecimal digits. */
      deviceId: z.string(),
      /** Absent until the person has been introduced. */
      personName: z.string().optional(),
      own: z.boolean(),
      /** Whether it has ever been heard: it holds the group's key. */
      member: z.boolean(),
      lastHeardAtMillis: moment.optional(),
    }),
  ),
})

/** `POST /api/devices/card` and `POST /api/devices/admit`: another device's card. */
export const cardRequestSchema = z.strictObject({ card: base64Url })

/** The answer to a card that was shown: nothing has been given away yet. */
export const cardAnswerSchema = z.object({ personName: z.string(), words: admissionWordsSchema })

/** The answer to a card that was admitted: what its device has to be given. */
export const admitAnswerSchema = z.object({ welcome: base64Url })

/** `POST /api/devices/welcome`. */
export const welcomeRequestSchema = z.strictObject({ welcome: base64Url })

export type Devices = z.infer<typeof devicesSchema>
export type ListedDevice = Devices['devices'][number]
export type CardAnswer = z.infer<typeof cardAnswerSchema>
export type AdmitAnswer = z.infer<typeof admitAnswerSchema>
