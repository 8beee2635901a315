import { describe, expect, it } from 'vitest'
import { MemoryDesk } from '../desk.fixture.ts'
import { DeskApi } from './desk-api.ts'
import type { Fetch } from './desk-wire.ts'

function answering(answer: () => Response): {
  api: DeskApi
  asked: { path: string; init: RequestInit }[]
} {
  const asked: { path: string; init: RequestInit }[] = []
  const fetch: Fetch = async (path, init) => {
    asked.push({ path, init })
    return answer()
  }
  return { api: new DeskApi(fetch), asked }
}

describe('a request to the desk', () => {
  it('carries the bearer in its header, and no cookie, referrer or cached answer', async () => {
    const heldStrangers = { messages: 0, dropped: 0 }
    const { api, asked } = answering(() => Response.json({ threads: [], heldStrangers }))
    await api.threads('the-bearer')
    expect(asked[0]?.path).toBe('/api/threads')
    expect(asked[0]?.init).toMatchObject({
      headers: { authorization: 'Bearer the-bearer' },
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
    })
  })

  it('cannot be led to another path by a thread’s id', async () => {
    const { api, asked } = answering(() => new Response(null, { status: 204 }))
    await api.markRead('b', '../lock?x=')
    expect(asked[0]?.path).toBe('/api/threads/..%2Flock%3Fx%3D/read')
  })

  it('fails with the desk’s own code', async () => {
    const api = new DeskApi(new MemoryDesk().fetch)
    await expect(api.unlock('wrong', undefined)).rejects.toMatchObject({ code: 'token-needed' })
    await expect(api.status('stale')).rejects.toMatchObject({ code: 'bearer-needed' })
  })

  it('fails as unreachable when no answer comes', async () => {
    const desk = new MemoryDesk()
    desk.isReachable = false
    await expect(new DeskApi(desk.fetch).status('b')).rejects.toMatchObject({
      code: 'desk-unreachable',
    })
  })

  it.each([
    ['is no JSON', () => new Response('<html>', { status: 200 })],
    ['has another shape', () => Response.json({ bearer: 5 })],
    ['is a problem nobody knows', () => Response.json({ code: 'new-code' }, { status: 500 })],
    ['is an error without a body', () => new Response(null, { status: 502 })],
  ])('fails as malformed when the answer %s', async (_how, answer) => {
    const { api } = answering(answer)
    await expect(api.unlock('p', undefined)).rejects.toMatchObject({ code: 'answer-malformed' })
  })
})
