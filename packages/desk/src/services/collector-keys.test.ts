import { coverPlaintext } from '@cronista/protocol'
import { expect, test } from 'vitest'
import { openDirectCellOpener } from '../adapters/direct-cell-opener.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { sealed, settle } from '../desk.fixture.ts'
import type { CellOpener } from '../ports/cell-opener.ts'
import { Collector } from './collector.ts'
import { witnessTime } from './erasure.ts'
import { openIntake, schedule } from './intake.fixture.ts'

const DAY = 86_400_000

test('keys that have died are gone from whatever opened cells with them, though no segment follows', async () => {
  const kept: number[][] = []
  const direct = openDirectCellOpener(p)
  const opener: CellOpener = {
    ...direct,
    async forgetAllBut(identities) {
      kept.push(identities.map(({ number }) => number))
      await direct.forgetAllBut(identities)
    },
  }
  const desk = openIntake()
  const { ada: keys, clock, store, relay, journal, replyKeys, epochs, held } = desk
  const shared = { keys, clock, schedule, store, relay, journal, replyKeys, epochs, held }
  const roster = { handIn: () => Promise.resolve() }
  const collector = new Collector({ ...shared, opener, roster })
  relay.close(p, [sealed(desk.epoch, coverPlaintext())])
  await collector.pull()
  expect(kept.at(-1)).toContain(desk.epoch.number)
  for (let day = 0; day < 17; day++) {
    await clock.advance(DAY)
    store.change((stores) => witnessTime(keys, stores, clock.nowMillis()))
  }
  collector.start()
  await settle()
  await collector.stop()
  expect(kept.at(-1)).not.toContain(desk.epoch.number)
})
