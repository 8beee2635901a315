import { utf8 } from '@cronista/protocol'
import type { Hono } from 'hono'
import { MemoryCellLog } from '../adapters/memory/memory-cell-log.ts'
import { MemoryEditionStore } from '../adapters/memory/memory-edition-store.ts'
import { MemoryRosterStore } from '../adapters/memory/memory-roster-store.ts'
import { MemorySegmentStore } from '../adapters/memory/memory-segment-store.ts'
import { MemorySiteFiles } from '../adapters/memory/memory-site-files.ts'
import { nativePrimitives as primitives } from '../adapters/node/native-primitives.ts'
import { createApp } from './app.ts'
import { newsroomId, NOON, rosterOf, signedRequest } from './newsroom.fixture.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'

/** A relay in memory, whose clock stands until it is moved. */
export interface RelayOnTrial {
  readonly app: Hono
  readonly ports: RelayPorts
  readonly failures: unknown[]
  nowMillis: number
}

/** Begins one, with these files for a site. */
export function relayInMemory(
  site: Readonly<Record<string, string>> = {},
  changes: Partial<RelayPorts> = {},
): RelayOnTrial {
  const failures: unknown[] = []
  const trial = { nowMillis: NOON, failures }
  const clock = () => trial.nowMillis
  const store = new MemorySegmentStore()
  const ports: RelayPorts = {
    cellLog: new MemoryCellLog({ primitives, store, clock, segmentMaxCells: 8 }),
    editions: new MemoryEditionStore(),
    rosters: new MemoryRosterStore(),
    site: new MemorySiteFiles(Object.entries(site).map(([path, text]) => [path, utf8(text)])),
    clock,
    primitives,
    newsroomId,
    editionIntervalMillis: 3_600_000,
    onFailure: (error) => failures.push(error),
    ...changes,
  }
  return Object.assign(trial, { app: createApp(ports), ports })
}

/** Hands in the first roster; gives its head. */
export async function withRoster(trial: RelayOnTrial): Promise<Uint8Array> {
  const { bytes, head } = rosterOf()
  const answer = await trial.app.request('/desk/roster', { method: 'PUT', body: bytes.slice() })
  if (answer.status !== 204) throw new Error(await answer.text())
  return head
}

/** Hands in an edition as a device does. */
export async function putEdition(
  trial: RelayOnTrial,
  number: number,
  bytes: Uint8Array,
): Promise<Response> {
  return trial.app.request(
    await signedRequest(`/desk/editions/${number}`, bytes, {
      createdMillis: trial.nowMillis,
    }),
  )
}

/** The code and cause of a problem. */
export async function problemIn(answer: Response): Promise<string> {
  const { type, cause } = (await answer.json()) as { type: string; cause?: string }
  return [type.replace('urn:cronista:problem:', ''), cause].filter(Boolean).join(' ')
}
