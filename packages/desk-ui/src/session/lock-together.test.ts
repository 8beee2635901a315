import { afterEach, beforeEach, expect, it } from 'vitest'
import { DeskApi } from '../api/desk-api.ts'
import { MemoryDesk } from '../desk.fixture.ts'
import { DeskSession } from './desk-session.ts'
import { lockTogether } from './lock-together.ts'

let desk: MemoryDesk
let channels: BroadcastChannel[]

beforeEach(() => {
  desk = new MemoryDesk()
  channels = []
})

afterEach(() => {
  for (const channel of channels) channel.close()
})

async function openPage(): Promise<{ session: DeskSession; lock: () => Promise<void> }> {
  const session = new DeskSession(new DeskApi(desk.fetch), desk.oneTimeToken)
  await session.unlock(desk.passphrase)
  const channel = new BroadcastChannel('lock-together.test')
  channels.push(channel)
  return { session, lock: lockTogether(session, channel) }
}

function untilLocked(session: DeskSession): Promise<void> {
  return new Promise((resolve) => {
    session.subscribe(() => {
      if (session.snapshot() === 'locked') resolve()
    })
  })
}

it('one page that is locked locks the desk and every other page', async () => {
  const here = await openPage()
  const elsewhere = await openPage()
  const lockedElsewhere = untilLocked(elsewhere.session)
  await here.lock()
  expect(here.session.snapshot()).toBe('locked')
  await lockedElsewhere
  expect(desk.asked.filter((asked) => asked === 'POST /api/lock')).toHaveLength(1)
})

it('one page that is closed leaves the others at work', async () => {
  const here = await openPage()
  const elsewhere = await openPage()
  here.session.leave()
  await elsewhere.session.call((api, bearer) => api.status(bearer))
  expect(elsewhere.session.snapshot()).toBe('unlocked')
})
