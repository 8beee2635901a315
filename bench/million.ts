// What a million readers a day cost: bytes, disk and CPU, of the relay and of each desk. Measured on a tenth
// (`--visits` for fewer) and stated for the whole.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { coresAreSeparate } from './intake-process.ts'
import { runMillion } from './million-run.ts'
import { ASSUMED, COLD_SHARE } from './million-visits.ts'
import {
  overheadShare,
  wholeDay,
  type MeasuredDay,
  type Pace,
  type WholeDay,
} from './million-whole.ts'

const WHOLE_VISITS = 1_000_000
const [MB, GB] = [1e6, 1e9]

/** One line: what was measured, and what a million visits a day come to. */
export interface MillionRow {
  readonly what: string
  readonly measured: string
  readonly 'a million a day': string
}

/** Runs it and states the whole. */
export async function benchMillion(visits = visitsAsked()): Promise<readonly MillionRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-million-'))
  try {
    const measured = await runMillion({ visits, wholeVisits: WHOLE_VISITS }, folder)
    const whole = wholeDay(measured, WHOLE_VISITS, ASSUMED.busiestHourShare)
    return [
      ...lineRows(measured, whole),
      ...relayRows(measured, whole),
      ...deskRows(measured, whole),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function visitsAsked(): number {
  const { values } = parseArgs({ options: { visits: { type: 'string' } }, strict: false })
  const visits = Number(values.visits ?? WHOLE_VISITS / 10)
  if (!Number.isInteger(visits) || visits < 1) throw new RangeError('--visits is a whole number')
  return visits
}

function lineRows(measured: MeasuredDay, whole: WholeDay): readonly MillionRow[] {
  const { fast, tls } = measured
  const perVisit = (bytes: number, visits: number) => kilo(bytes / visits)
  return [
    row(
      `visits; cold caches (assumed)`,
      `${fast.visits}; ${percent(COLD_SHARE)}`,
      `${WHOLE_VISITS}`,
    ),
    row(
      'cells',
      `${(fast.cells / fast.visits).toFixed(2)} a visit`,
      `${(whole.cells / 1e6).toFixed(2)} million`,
    ),
    row(
      'bodies up, down',
      `${perVisit(fast.contentUp, fast.visits)}, ${perVisit(fast.contentDown, fast.visits)} a visit`,
      '',
    ),
    row(
      'TLS 1.3 and HTTP/2 up, down',
      `${perVisit(tls.up, tls.visits)}, ${perVisit(tls.down, tls.visits)} a visit of ${(tls.cells / tls.visits).toFixed(2)} cells, ${(tls.connections / tls.visits).toFixed(2)} connections; ${tls.visits} visits`,
      `${giga(whole.bytesUp)}, ${giga(whole.bytesDown)}`,
    ),
    row('of it no cells', percent(overheadShare(measured)), ''),
    row('on the mean, up, down', '', mbits(whole.meanMbits)),
    row(
      `busiest hour (${percent(ASSUMED.busiestHourShare)} of the day)`,
      '',
      mbits(whole.busiestMbits),
    ),
  ]
}

function relayRows(measured: MeasuredDay, whole: WholeDay): readonly MillionRow[] {
  const { fast, ratioToBare, tls, mean, busiest, forgetting, disk, memory } = measured
  const cores = coresAreSeparate ? '' : ' (server and generator share their cores)'
  return [
    row(
      `relay as fast as it takes them${cores}`,
      `${Math.round((fast.cells / fast.millis) * 1000)} cells and ${Math.round((fast.requests / fast.millis) * 1000)} requests a second`,
      '',
    ),
    row(
      'its CPU for it',
      `${millis(fast.cpuMillis / fast.visits)} a visit, ${micros(fast.cpuMillis / fast.cells)} a cell, pages and all; ${ratioToBare.toFixed(2)} times bare node:http’s`,
      '',
    ),
    row('its CPU at the mean pace', paceOf(mean), hours(whole.relayCoreHours)),
    row(
      'its CPU in the busiest hour',
      paceOf(busiest),
      `${percent(whole.relayBusiestShare)} of a core`,
    ),
    row(
      'forgetting, which is counted in the two above',
      `${micros(forgetting.cpuMillis / forgetting.cells)} a cell`,
      '',
    ),
    row(
      'the same with TLS in the relay itself',
      `${millis(tls.cpuMillis / tls.visits)} a visit as fast as it takes them`,
      `${hours(whole.relayCoreHoursWithTls)}; busiest hour ${percent(whole.relayBusiestShareWithTls)} of a core`,
    ),
    row('relay’s memory, most', mega(memory.peakBytes), ''),
    row(
      'connections open in the busiest hour',
      `${kilo(memory.bytesPerConnection)} of memory each, TLS in the relay`,
      `${Math.round(whole.openConnections)}, ${mega(whole.connectionBytes)}`,
    ),
    row(
      'disk: segments and hashes of 14 days',
      `${disk.segmentBytesPerCell.toFixed(1)} + ${disk.bytesPerHash.toFixed(1)} bytes a cell, and ${mega(disk.workingBytes)}`,
      `${giga(whole.diskBytes)}, of it hashes ${giga(whole.hashBytes)}`,
    ),
    row(
      'written to the disk at the mean pace, and when forgetting',
      `${kilo(mean.writtenBytes / mean.cells)} and ${kilo(forgetting.writtenBytes / forgetting.cells)} a cell`,
      giga(whole.writtenBytes),
    ),
  ]
}

function deskRows({ desk }: MeasuredDay, whole: WholeDay): readonly MillionRow[] {
  const { mean, busiest } = whole.segmentsAnHour
  return [
    row(
      'each desk: CPU',
      `${micros(desk.cpuMillis / desk.cells)} a cell; opening, of bare native primitives’ rate: ${desk.ratioToNative.toFixed(2)}`,
      hours(whole.deskCoreHours),
    ),
    row('each desk, each mirror: fetched', '', giga(whole.mirroredBytes)),
    row('segments an hour: mean, busiest', '', `${mean.toFixed(1)}, ${busiest.toFixed(1)}`),
  ]
}

function row(what: string, measured: string, ofAMillion: string): MillionRow {
  return { what, measured, 'a million a day': ofAMillion }
}

function paceOf({ cells, millis: passed, cpuMillis, answerMillis }: Pace): string {
  const { median, p99 } = answerMillis
  return `${micros(cpuMillis / cells)} a cell, pages and all, ${percent(cpuMillis / passed)} of a core for ${(passed / 1000).toFixed(0)} s; 204 after ${median.toFixed(1)} ms, 99 of 100 within ${p99.toFixed(0)}`
}

function mbits({ up, down }: WholeDay['meanMbits']): string {
  return `${up.toFixed(1)}, ${down.toFixed(1)} Mbit/s`
}

function hours(coreHours: number): string {
  return `${coreHours.toFixed(2)} core hours`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function millis(value: number): string {
  return `${value.toFixed(2)} ms`
}

function micros(valueMillis: number): string {
  return `${(valueMillis * 1000).toFixed(0)} µs`
}

function kilo(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

function mega(bytes: number): string {
  return `${(bytes / MB).toFixed(0)} MB`
}

function giga(bytes: number): string {
  return `${(bytes / GB).toFixed(1)} GB`
}

if (import.meta.main) console.table(await benchMillion())
