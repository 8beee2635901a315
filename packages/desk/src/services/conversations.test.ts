import { describe, expect, test } from 'vitest'
import { Contributor } from '../desk.fixture.ts'
import { answer, write } from './correspondence.fixture.ts'
import { openIntake } from './intake.fixture.ts'

describe('the inbox', () => {
  test('previews what the contributor wrote last, not the answer to it', async () => {
    const desk = openIntake()
    const { thread } = await write(desk, new Contributor('Mar'), 'Vi los camiones.')
    await desk.clock.advance(1000)
    answer(desk, thread, '¿Cuántos eran?')
    expect(desk.conversations.list()).toMatchObject([
      { preview: 'Vi los camiones.', lastAtMillis: desk.clock.nowMillis() },
    ])
  })

  test('says how the oldest message begins that nobody has read, until it is read', async () => {
    const desk = openIntake()
    const mar = new Contributor('Mar')
    const { thread } = await write(desk, mar, 'Vi los camiones.')
    await write(desk, mar, 'Eran tres.')
    const unread = { unreadPreview: 'Vi los camiones.', preview: 'Eran tres.', unread: 2 }
    expect(desk.conversations.list()).toMatchObject([unread])
    desk.conversations.markRead(thread)
    expect(desk.conversations.list()[0]).not.toHaveProperty('unreadPreview')
  })
})
