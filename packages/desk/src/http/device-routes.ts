import { Hono } from 'hono'
import { fromBase64Url, toBase64Url } from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import type { DeskSession } from '../services/desk-session.ts'
import {
  cardRequestSchema,
  welcomeRequestSchema,
  type AdmitAnswer,
  type CardAnswer,
  type Devices,
} from './device-api.ts'
import { parsedBody } from './parsed-body.ts'

/** The devices of the newsroom and their admission, under `/devices`. */
export function deviceRoutes(): Hono<{ Variables: { unlocked: DeskSession } }> {
  const routes = new Hono<{ Variables: { unlocked: DeskSession } }>()
  routes.get('/', (c) => c.json(c.get('unlocked').devices() satisfies Devices))
  routes.post('/card', async (c) => {
    const { card } = await parsedBody(c, cardRequestSchema)
    const read = c.get('unlocked').admission.read(bytesOf(card))
    return c.json({ personName: read.card.name, words: read.words } satisfies CardAnswer)
  })
  routes.post('/admit', async (c) => {
    const { card } = await parsedBody(c, cardRequestSchema)
    const welcome = toBase64Url(c.get('unlocked').admit(bytesOf(card)))
    return c.json({ welcome } satisfies AdmitAnswer)
  })
  routes.post('/welcome', async (c) => {
    const { welcome } = await parsedBody(c, welcomeRequestSchema)
    c.get('unlocked').accept(bytesOf(welcome))
    return c.body(null, 204)
  })
  return routes
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64Url(text)
  if (bytes === undefined) throw new DeskError('request-malformed')
  return bytes
}
