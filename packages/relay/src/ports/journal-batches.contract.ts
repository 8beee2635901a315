import { asDeviceId, type DeviceId } from '@cronista/protocol'
import { describe, expect, it } from 'vitest'
import { hourOf, type Hour } from '../domain/hour.ts'
import type { JournalBatches, JudgedBatch } from './journal-batches.ts'
import { trials, type OnTrial } from './on-trial.fixture.ts'

const HOUR = hourOf(Date.UTC(2026, 4, 1, 12))
const ana = asDeviceId(new Uint8Array(16).fill(1))
const bruno = asDeviceId(new Uint8Array(16).fill(2))

/** What every store of batches does. */
export function journalBatchesContract(
  name: string,
  open: () => Promise<OnTrial<JournalBatches>>,
): void {
  describe(`journal batches: ${name}`, () => {
    const begin = trials(open)

    it('has none before the first', async () => {
      const { port } = await begin()
      expect(await port.list(0, 9)).toEqual([])
      expect(await port.find(1)).toBeUndefined()
    })

    it('puts those of all devices into one order, also after it was reopened', async () => {
      const trial = await begin()
      for (const batch of [of(ana, 1), of(bruno, 1), of(bruno, 2), of(ana, 2)])
        expect(await trial.port.append(batch, HOUR)).toBe('stored')
      const check = async (port: JournalBatches) => {
        const listed = await port.list(0, 9)
        expect(listed).toEqual([
          { place: listed[0]?.place, deviceId: ana, number: 1 },
          { place: listed[1]?.place, deviceId: bruno, number: 1 },
          { place: listed[2]?.place, deviceId: bruno, number: 2 },
          { place: listed[3]?.place, deviceId: ana, number: 2 },
        ])
        const places = listed.map(({ place }) => place)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        expect(places[0]).toBeGreaterThan(0)
        expect(await port.find(places[2]!)).toEqual(of(bruno, 2).bytes)
        expect(await port.list(places[1]!, 1)).toEqual(listed.slice(2, 3))
        expect(await port.list(places[3]!, 9)).toEqual([])
      }
      await check(trial.port)
      await check(await trial.reopen())
    })

    it('takes the same bytes again and changes nothing', async () => {
      const { port } = await begin()
      await appendAll(port, [of(ana, 1), of(ana, 2)])
      expect(await port.append(of(ana, 1), HOUR)).toBe('repeated')
      expect(await port.append(of(ana, 2), HOUR)).toBe('repeated')
      expect(await port.list(0, 9)).toHaveLength(2)
    })

    it.each([
      ['a number that skips one', of(ana, 9)],
      ['a lower number', of(ana, 5)],
      ['the last number with other bytes', { ...of(ana, 7), bytes: Uint8Array.of(0) }],
      ['an earlier number with other bytes', { ...of(ana, 6), bytes: Uint8Array.of(0) }],
    ])('refuses %s', async (_, batch) => {
      const trial = await begin()
      await appendAll(trial.port, [of(ana, 6), of(ana, 7), of(bruno, 8)])
      const port = await trial.reopen()
      expect(await port.append(batch, HOUR)).toBe('refused')
      expect(await port.list(0, 9)).toHaveLength(3)
      expect(await port.append(of(ana, 8), HOUR)).toBe('stored')
    })

    it('lets one of two that claim the same number in', async () => {
      const { port } = await begin()
      const claims = [of(ana, 1), { ...of(ana, 1), bytes: Uint8Array.of(9) }]
      const receipts = await Promise.all(claims.map((batch) => port.append(batch, HOUR)))
      expect(receipts.toSorted()).toEqual(['refused', 'stored'])
    })

    it('forgets those of earlier hours, and neither places nor numbers', async () => {
      const trial = await begin()
      await trial.port.append(of(ana, 1), HOUR)
      await trial.port.append(of(bruno, 1), (HOUR + 1) as Hour)
      const [first, second] = await trial.port.list(0, 9)
      await trial.port.forgetBefore(HOUR)
      expect(await trial.port.list(0, 9)).toHaveLength(2)
      await trial.port.forgetBefore((HOUR + 1) as Hour)
      expect(await trial.port.list(0, 9)).toEqual([second])
      expect(await trial.port.find(first!.place)).toBeUndefined()
      await trial.port.forgetBefore((HOUR + 2) as Hour)

      const port = await trial.reopen()
      expect(await port.list(0, 9)).toEqual([])
      expect(await port.append(of(ana, 1), HOUR)).toBe('refused')
      expect(await port.append(of(ana, 2), HOUR)).toBe('stored')
      const [next] = await port.list(0, 9)
      expect(next?.place).toBeGreaterThan(second!.place)
      expect(await port.list(second!.place, 9)).toEqual([next])
    })
  })
}

async function appendAll(port: JournalBatches, batches: readonly JudgedBatch[]): Promise<void> {
  for (const batch of batches) expect(await port.append(batch, HOUR)).toBe('stored')
}

function of(deviceId: DeviceId, number: number): JudgedBatch {
  return { deviceId, number, bytes: Uint8Array.of(deviceId[0] ?? 0, number, 7) }
}
