import { describe, expect, it } from 'vitest'
import { estimateRecords, recordsFor } from './records-needed.ts'

describe('the records a reply takes', () => {
  it.each([
    [0, 0],
    [1, 1],
    [899, 1],
    [900, 2],
    [899 * 15, 15],
    [899 * 15 + 1, 16],
  ])('%i packed bytes take %i', (bytes, records) => {
    expect(recordsFor(bytes)).toBe(records)
  })

  it('are counted after packing', async () => {
    expect(await estimateRecords('')).toBe(0)
    expect(await estimateRecords('Nos llegó.')).toBe(1)
    expect(await estimateRecords('Nos llegó. '.repeat(1_000))).toBe(1)
  })

  it('are many for words that do not repeat', async () => {
    const text = Array.from({ length: 2_000 }, (_, index) =>
      String.fromCharCode(0x4e00 + ((index * 7_919) % 20_000)),
    ).join('')
    expect(await estimateRecords(text)).toBeGreaterThan(3)
  })
})
