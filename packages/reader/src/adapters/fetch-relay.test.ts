import { afterEach, expect, test, vi } from 'vitest'
import { fetchRelay } from './fetch-relay.ts'

interface Asked {
  readonly path: string
  readonly request: RequestInit
}

/** A browser's `fetch` that notes what it was asked, and answers in the order given. */
function noted(...answers: readonly (() => Promise<Response>)[]): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', (path: string, request: RequestInit) => {
    asked.push({ path, request })
    return (answers[asked.length - 1] ?? (() => Promise.reject(new TypeError('no line'))))()
  })
  vi.useFakeTimers()
  return asked
}

const of =
  (status: number, ...bytes: readonly number[]) =>
  () =>
    Promise.resolve(new Response(Uint8Array.from(bytes), { status }))

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('each request says the same of everybody: no cookies, no referrer, no other origin, no redirect', async () => {
  const asked = noted()
  fetchRelay.sendCell(new Uint8Array(3072))
  await fetchRelay.fetchNews()
  expect(asked.map(({ path }) => path)).toEqual(['/c', '/edition', '/roster'])
  const everybodys = {
    ...{ credentials: 'omit', mode: 'same-origin', redirect: 'error' },
    referrerPolicy: 'no-referrer',
  }
  const [cell, edition, roster] = asked.map(({ request: { signal, body, ...shape } }) => {
    expect(signal?.aborted).toBe(false)
    return { ...shape, bytes: (body as Uint8Array | undefined)?.length }
  })
  expect(cell).toEqual({
    ...everybodys,
    ...{ method: 'POST', cache: 'no-store' },
    headers: { 'content-type': 'application/octet-stream' },
    bytes: 3072,
  })
  expect([edition, roster]).toEqual(
    [everybodys, everybodys].map((shape) => ({ ...shape, bytes: undefined })),
  )
})

test('news are edition and roster together, or nothing', async () => {
  noted(of(200, 1), of(200, 2))
  expect(await fetchRelay.fetchNews()).toEqual({
    edition: Uint8Array.of(1),
    roster: Uint8Array.of(2),
  })
  for (const answers of [[of(404), of(200, 2)], [of(200, 1), of(500)], [of(200, 1)]]) {
    noted(...answers)
    expect(await fetchRelay.fetchNews()).toBeUndefined()
  }
})

test('an answer that does not come is given up, and whoever asked is told nothing worse', async () => {
  const asked = noted(() => new Promise(() => undefined))
  fetchRelay.sendCell(new Uint8Array(3072))
  vi.advanceTimersByTime(19_999)
  expect(asked[0]?.request.signal?.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(asked[0]?.request.signal?.aborted).toBe(true)
})
