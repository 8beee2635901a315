import { describe, expect, it } from 'vitest'
import { DeskApi } from '../api/desk-api.ts'
import { MemoryDesk } from '../desk.fixture.ts'
import { DeskSession } from './desk-session.ts'

function atDesk() {
  const desk = new MemoryDesk()
  const session = new DeskSession(new DeskApi(desk.fetch), desk.oneTimeToken)
  const states: string[] = []
  session.subscribe(() => states.push(session.snapshot()))
  return { desk, session, states }
}

describe('a session', () => {
  it('begins with the passphrase, and keeps its token after a wrong one', async () => {
    const { desk, session } = atDesk()
    await expect(session.unlock('wrong')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(session.snapshot()).toBe('locked')
    await session.unlock(desk.passphrase)
    expect(session.snapshot()).toBe('unlocked')
    expect(await session.call((api, bearer) => api.threads(bearer))).toEqual([])
  })

  it('needs a token while the vault is closed, and takes one that comes later', async () => {
    const { desk } = atDesk()
    const session = new DeskSession(new DeskApi(desk.fetch), undefined)
    await expect(session.unlock(desk.passphrase)).rejects.toMatchObject({ code: 'token-needed' })
    session.offerToken(desk.oneTimeToken)
    await session.unlock(desk.passphrase)
    expect(session.snapshot()).toBe('unlocked')
  })

  it('has expired when the desk no longer knows it', async () => {
    const { desk, session, states } = atDesk()
    await session.unlock(desk.passphrase)
    desk.restart()
    await expect(session.call((api, bearer) => api.status(bearer))).rejects.toMatchObject({
      code: 'bearer-needed',
    })
    expect(states).toEqual(['unlocked', 'expired'])
  })

  it('goes on when the desk only does not answer', async () => {
    const { desk, session } = atDesk()
    await session.unlock(desk.passphrase)
    desk.isReachable = false
    await expect(session.call((api, bearer) => api.status(bearer))).rejects.toMatchObject({
      code: 'desk-unreachable',
    })
    expect(session.snapshot()).toBe('unlocked')
  })

  it('is not ended by the late refusal of the bearer before', async () => {
    const { desk, session } = atDesk()
    await session.unlock(desk.passphrase)
    const late = session.call(async (api) => {
      session.leave()
      await session.unlock(desk.passphrase)
      return api.status('the-bearer-before')
    })
    await expect(late).rejects.toMatchObject({ code: 'bearer-needed' })
    expect(session.snapshot()).toBe('unlocked')
  })

  it('locks at once, and says so when the desk did not confirm', async () => {
    const { desk, session, states } = atDesk()
    await session.unlock(desk.passphrase)
    desk.isReachable = false
    const locking = session.lock()
    expect(session.snapshot()).toBe('locked')
    await locking
    expect(states).toEqual(['unlocked', 'locked', 'locked-here-only'])
    await expect(session.call((api, bearer) => api.threads(bearer))).rejects.toMatchObject({
      code: 'bearer-needed',
    })
  })
})
