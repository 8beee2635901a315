import { describe, expect, it } from 'vitest'
import { editionOf, NOON, rosterOf } from './newsroom.fixture.ts'
import { putEdition, relayInMemory, withRoster, type RelayOnTrial } from './relay.fixture.ts'

const MINUTE = 60_000

describe('the edition', () => {
  it('is not there before the first', async () => {
    const { app } = await relayInMemory()
    expect((await app.request('/edition')).status).toBe(404)
  })

  it('is served from its time on, for as long as it is current', async () => {
    const trial = await relayInMemory()
    const rosterHead = await withRoster(trial)
    const first = editionOf({ number: 1, timeMillis: NOON, rosterHead })
    const second = editionOf({ number: 2, timeMillis: NOON + 60 * MINUTE, rosterHead })
    expect((await putEdition(trial, 1, first)).status).toBe(204)
    expect((await putEdition(trial, 2, second)).status).toBe(204)

    trial.nowMillis = NOON + 59 * MINUTE + 30_500
    const before = await trial.app.request('/edition')
    expect(new Uint8Array(await before.arrayBuffer())).toEqual(first)
    expect(before.headers.get('cache-control')).toBe('public, max-age=29')

    trial.nowMillis = NOON + 60 * MINUTE
    const after = await trial.app.request('/edition')
    expect(new Uint8Array(await after.arrayBuffer())).toEqual(second)
    expect(after.headers.get('cache-control')).toBe('public, max-age=3600')
  })

  it('may be kept no longer than until one that comes early', async () => {
    const trial = await relayInMemory()
    const rosterHead = await withRoster(trial)
    await putEdition(trial, 1, editionOf({ number: 1, timeMillis: NOON, rosterHead }))
    await putEdition(trial, 2, editionOf({ number: 2, timeMillis: NOON + MINUTE, rosterHead }))
    const answer = await trial.app.request('/edition')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
  })
})

describe('the roster', () => {
  it('is the newest before there is an edition, and then the one that the edition names', async () => {
    const trial = await relayInMemory()
    expect((await trial.app.request('/roster')).status).toBe(404)
    const rosterHead = await withRoster(trial)
    const { bytes: first } = rosterOf()
    const { bytes: next, head: nextHead } = rosterOf({ number: 2, previousHead: rosterHead })
    expect(await served(trial)).toEqual(first)

    await putEdition(trial, 1, editionOf({ number: 1, timeMillis: NOON, rosterHead }))
    await trial.app.request('/desk/roster', { method: 'PUT', body: next.slice() })
    expect(await served(trial)).toEqual(first)

    const second = editionOf({ number: 2, timeMillis: NOON + 60 * MINUTE, rosterHead: nextHead })
    expect((await putEdition(trial, 2, second)).status).toBe(204)
    expect(await served(trial)).toEqual(first)
    trial.nowMillis = NOON + 60 * MINUTE
    expect(await served(trial)).toEqual(next)
  })
})

it('gives everyone the same headers and no validator', async () => {
  const trial = await relayInMemory()
  const rosterHead = await withRoster(trial)
  await putEdition(trial, 1, editionOf({ number: 1, timeMillis: NOON, rosterHead }))
  for (const path of ['/edition', '/roster']) {
    const plain = await trial.app.request(path)
    const marked = await trial.app.request(path, {
      headers: {
        'if-none-match': '"x"',
        cookie: 'a=b',
        range: 'bytes=0-1',
        'user-agent': 'marked',
      },
    })
    expect(marked.status).toBe(200)
    expect([...marked.headers]).toEqual([...plain.headers])
    for (const field of ['etag', 'last-modified', 'set-cookie', 'vary'])
      expect(plain.headers.has(field)).toBe(false)
  }
})

async function served(trial: RelayOnTrial): Promise<Uint8Array> {
  const answer = await trial.app.request('/roster')
  return new Uint8Array(await answer.arrayBuffer())
}
