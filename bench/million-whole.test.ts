import { CELL_BYTES } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { overheadShare, SILENT_MILLIS, wholeDay, type MeasuredDay } from './million-whole.ts'

const answerMillis = { median: 1, p99: 2 }
/** Ten cells a visit, measured on samples of different sizes. */
const measured: MeasuredDay = {
  fast: {
    ...{ visits: 100, cells: 1_000, requests: 1_300, millis: 500, cpuMillis: 200 },
    ...{ contentUp: 1_000 * CELL_BYTES, contentDown: 4_000_000 },
  },
  ratioToBare: 4,
  mean: { cells: 50, millis: 1_000, cpuMillis: 18, writtenBytes: 500_000, answerMillis },
  busiest: { cells: 200, millis: 1_000, cpuMillis: 60, writtenBytes: 900_000, answerMillis },
  tls: { visits: 10, cells: 100, cpuMillis: 56, up: 345_600, down: 500_000, connections: 20 },
  forgetting: { cells: 500, cpuMillis: 18, writtenBytes: 1_000_000 },
  desk: { cells: 1_000, cpuMillis: 180, ratioToNative: 0.5 },
  disk: { bytesPerHash: 50, workingBytes: 7, segmentBytesPerCell: 3_072 },
  memory: { peakBytes: 1, bytesPerConnection: 40_000 },
  stayMillis: 235_000,
}

describe('a day of a million visits', () => {
  const whole = wholeDay(measured, 1_000_000, 0.1)

  test('has ten million cells, and their bytes on the line', () => {
    expect(whole.cells).toBe(10_000_000)
    expect([whole.bytesUp, whole.bytesDown]).toEqual([34_560_000_000, 50_000_000_000])
    expect(whole.meanMbits.up).toBeCloseTo(3.2)
    // A tenth of the day in a twenty-fourth of it.
    expect(whole.busiestMbits.up).toBeCloseTo(3.2 * 2.4)
    expect(whole.busiestMbits.down).toBeCloseTo((5e9 * 8) / 3_600 / 1e6)
  })

  test('takes of the relay what it took at the same pace, and what forgetting takes', () => {
    // 0.36 ms a cell to store, 0.036 to forget.
    expect(whole.relayCoreHours).toBeCloseTo(1 + 0.1)
    // 0.3 ms a cell in the busiest hour, of a million cells.
    expect(whole.relayBusiestShare).toBeCloseTo((300 + 36) / 3_600)
    // With TLS 0.56 ms a cell instead of 0.2.
    expect(whole.relayCoreHoursWithTls).toBeCloseTo(1 + 0.1 + 1)
    expect(whole.relayBusiestShareWithTls).toBeCloseTo((300 + 36 + 360) / 3_600)
  })

  test('lies on the disk for fourteen days', () => {
    expect(whole.hashBytes).toBe(14 * 10_000_000 * 50)
    expect(whole.diskBytes).toBe(14 * 10_000_000 * (3_072 + 50) + 7)
    expect(whole.writtenBytes).toBe(10_000_000 * (10_000 + 2_000))
  })

  test('is fetched and opened by each desk', () => {
    expect(whole.mirroredBytes).toBe(30_720_000_000)
    expect(whole.deskCoreHours).toBeCloseTo(0.5)
    expect(whole.segmentsAnHour.mean).toBeCloseTo(10_000_000 / 4_096 / 24)
    expect(whole.segmentsAnHour.busiest).toBeCloseTo(1_000_000 / 4_096)
  })

  test('keeps connections open for as long as people stay, and silent ones a while', () => {
    expect(SILENT_MILLIS).toBe(65_000)
    expect(whole.openConnections).toBeCloseTo((100_000 / 3_600) * 300)
    expect(whole.connectionBytes).toBeCloseTo(whole.openConnections * 40_000)
  })

  test('says how much of the line is no cell', () => {
    expect(overheadShare(measured)).toBeCloseTo(1 - 307_200 / 845_600)
  })
})
