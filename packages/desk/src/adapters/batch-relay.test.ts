import { afterEach } from 'vitest'
import { foundRoster, keysOf, ManualClock, newsroomId, seededRandom } from '../desk.fixture.ts'
import { batchRelayContract } from '../ports/batch-relay.contract.ts'
import { serveRelay } from '../relay.fixture.ts'
import { openHttpRelayClient } from './http-relay-client.ts'
import { MemoryBatchRelay } from './memory/memory-batch-relay.ts'
import { MemoryRelay } from './memory/memory-relay.ts'
import { nativePrimitives as p } from './native-primitives.ts'

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

batchRelayContract('memory', async () => new MemoryBatchRelay())
batchRelayContract('HTTP', async () => {
  const relay = new MemoryRelay({ newsroomId, clock: new ManualClock() })
  await relay.putRoster(foundRoster().roster)
  const served = await serveRelay(relay, newsroomId)
  const { deviceId, deviceSeed } = keysOf('Ada')
  const client = openHttpRelayClient({
    ...{ p, deviceId, deviceSeed, clock: new ManualClock(), random: seededRandom('nonces') },
    origin: served.origin,
  })
  ending.push(
    () => served.close(),
    () => client.close(),
  )
  return client
})
