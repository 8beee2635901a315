import type { Context } from 'hono'
import type { ZodType } from 'zod'
import { DeskError } from '../desk-error.ts'

/** The JSON body of a request, as its schema gives it; throws `request-malformed`. */
export async function parsedBody<Body>(c: Context, schema: ZodType<Body>): Promise<Body> {
  const isJson = /^application\/json(;|$)/u.test(c.req.header('content-type') ?? '')
  const body: unknown = isJson ? await c.req.json().catch(() => undefined) : undefined
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new DeskError('request-malformed')
  return parsed.data
}
