// A relay that keeps what one desk hands in from the other: who finds it, and when.
import { statusSchema } from '@cronista/desk/api'
import { devicesSchema } from '@cronista/desk/device-api'
import { madeSchema, storiesSchema } from '@cronista/desk/story-api'
import { deviceIdOf, toHex } from '@cronista/protocol'
import { nativePrimitives as p } from '@cronista/desk'
import { expect, test } from 'vitest'
import type { DeskClient } from '../desk-client.ts'
import { NOON_MILLIS, openWorld, type Loot } from '../worlds/newsroom-world.ts'
import type { Mischief } from '../worlds/recorded-line.ts'

const MINUTE = 60_000
const FROM = 20 * MINUTE
const UNTIL = 40 * MINUTE

interface Listing {
  readonly batches: readonly { readonly deviceId: string }[]
}

/** For twenty minutes, the listing of batches has none but the asking desk's own. */
function withholdsBatches({ newsroomId, deviceSeed }: Loot): Mischief {
  const own = toHex(deviceIdOf(p, newsroomId, p.ed25519PublicKey(deviceSeed)))
  return async (one) => {
    const answered = await one.pass()
    const atMillis = one.atMillis - NOON_MILLIS
    const isListing = one.request.startsWith('GET /desk/journal?')
    if (!isListing || atMillis < FROM || atMillis > UNTIL) return answered
    const { batches } = JSON.parse(Buffer.from(answered.bytes).toString()) as Listing
    const kept = { batches: batches.filter(({ deviceId }) => deviceId === own) }
    return { ...answered, bytes: Buffer.from(JSON.stringify(kept)) }
  }
}

async function shownBy(desk: DeskClient) {
  const { warnings } = await desk.get('status', statusSchema)
  const { devices } = await desk.get('devices', devicesSchema)
  const { stories } = await desk.get('stories', storiesSchema)
  const other = devices.find(({ own }) => !own)?.lastHeardAtMillis ?? 0
  return {
    warnings: warnings.map(({ code }) => code),
    stories: stories.length,
    heardMinutes: (other - NOON_MILLIS) / MINUTE,
  }
}

test('a relay that keeps one desk’s batches from the other: its editor sees since when nothing came, the entries come another way, and the desk warns once it hears that something is missing', async () => {
  const world = await openWorld('withheld journal', (loot) => ({ Bruno: withholdsBatches(loot) }))
  const [ada, bruno] = world.desks
  await world.turnTo(25 * MINUTE)
  await ada.post('stories', { original: 'es', requestId: 'request-1' }, madeSchema)
  await world.turnTo(39 * MINUTE)
  const during = await shownBy(bruno)
  expect(during.stories).toBe(0)
  expect(during.heardMinutes).toBeLessThanOrEqual(20)
  await world.turnTo(55 * MINUTE)
  expect((await shownBy(bruno)).stories).toBe(1)
  await world.turnTo(67 * MINUTE)
  expect((await shownBy(bruno)).warnings).toEqual(['journal-withheld'])
  expect((await shownBy(ada)).warnings).toEqual([])
  await world.end()
})
