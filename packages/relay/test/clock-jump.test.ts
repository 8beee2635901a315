import { join } from 'node:path'
import { parseSegmentName, toHex } from '@cronista/protocol'
import { expect, it, onTestFinished } from 'vitest'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { systemClock } from '../src/adapters/node/system-clock.ts'
import { RelayError } from '../src/domain/relay-error.ts'
import { newsroomId } from '../src/http/newsroom.fixture.ts'
import { batchOf } from '../src/http/release.fixture.ts'
import { startRelay } from '../src/index.ts'
import { sendCell } from './cell-senders.fixture.ts'
import { askAsDevice, putRoster } from './desk.fixture.ts'
import { keptCellNumbers } from './kept-cells.fixture.ts'

const DAY = 86_400_000
const CELLS = 5

it.each([
  [1, []],
  [-1, []],
  [40, ['clock-doubted']],
])(
  'a relay whose clock jumps by %i days and back loses nothing, and hears desks again',
  async (days, told) => {
    const millis = days * DAY
    const failures: unknown[] = []
    const folder = await temporaryFolder()
    onTestFinished(() => discardFolder(folder))
    let offMillis = 0
    let ring: (() => Promise<void>) | undefined
    const state = join(folder, 'state')
    const relay = await startRelay(
      { folder: state, port: 0, newsroomId: toHex(newsroomId) },
      {
        clock: () => systemClock() + offMillis,
        alarm: (_, next) => {
          ring = next
          return () => undefined
        },
        onFailure: (error) => failures.push(error),
      },
    )
    onTestFinished(() => relay.close())
    await putRoster(relay.url)
    let sent = 0
    let batches = 0
    const status = async () =>
      (await askAsDevice(relay.url, `/desk/journal/${batches + 1}`, batchOf(batches + 1)))?.status
    for (const jump of [0, millis, 0]) {
      offMillis = jump
      for (let cell = 0; cell < CELLS; cell++) expect(await sendCell(relay.url, ++sent)).toBe(204)
      await ring?.()
      // Requests are believed for minutes alone.
      expect(await status()).toBe(jump === 0 ? 204 : 401)
      if (jump === 0) batches += 1
    }
    const listing = await askAsDevice(relay.url, '/desk/segments')
    const { segments } = JSON.parse(new TextDecoder().decode(listing?.bytes)) as {
      segments: string[]
    }
    expect(segments.map((name) => parseSegmentName(name)?.number)).toEqual([1, 2, 3])
    const after = await askAsDevice(relay.url, `/desk/segments?after=${segments[1] ?? ''}`)
    expect(JSON.parse(new TextDecoder().decode(after?.bytes))).toEqual({ segments: [segments[2]] })
    for (const place of [1, 2])
      expect((await askAsDevice(relay.url, `/desk/journal/${place}`))?.status).toBe(200)
    expect(failures.map((error) => error instanceof RelayError && error.code)).toEqual(told)
    await relay.close()
    expect((await keptCellNumbers(state)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 3 * CELLS }, (_, index) => index + 1),
    )
  },
)
