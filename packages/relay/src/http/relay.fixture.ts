import type { Hono } from 'hono'
import { onTestFinished, TestRunner } from 'vitest'
import { MemoryCellLog } from '../adapters/memory/memory-cell-log.ts'
import { MemoryEditionStore } from '../adapters/memory/memory-edition-store.ts'
import { MemoryJournalBatches } from '../adapters/memory/memory-journal-batches.ts'
import { MemoryReleaseFiles } from '../adapters/memory/memory-release-files.ts'
import { MemoryReleaseStore } from '../adapters/memory/memory-release-store.ts'
import { MemoryRosterStore } from '../adapters/memory/memory-roster-store.ts'
import { MemorySegmentStore } from '../adapters/memory/memory-segment-store.ts'
import { nativePrimitives as primitives } from '../adapters/node/native-primitives.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'
import { Releases } from '../releases.ts'
import { createApp } from './app.ts'
import {
  newsroomId,
  NOON,
  rosterOf,
  signedRequest,
  type SignatureChanges,
} from './newsroom.fixture.ts'
import { filesOf, releaseOf, type ReleaseWithFiles } from './release.fixture.ts'

/** A relay in memory, whose clock stands until it is moved. */
export interface RelayOnTrial {
  readonly app: Hono
  readonly ports: RelayPorts
  readonly releases: Releases
  /** What it could not do. A test that expects any takes them out. */
  readonly failures: unknown[]
  nowMillis: number
}

/** Begins one, with these texts by path for a site. */
export async function relayInMemory(
  site?: Readonly<Record<string, string>>,
  changes: Partial<RelayPorts> = {},
): Promise<RelayOnTrial> {
  const failures: unknown[] = []
  // The answer tells nobody what failed. Some are begun before the tests.
  if (TestRunner.getCurrentTest() !== undefined)
    onTestFinished(() => {
      for (const failure of failures) throw failure
    })
  const trial = { nowMillis: NOON, failures }
  const clock = () => trial.nowMillis
  const store = new MemorySegmentStore()
  const ports: RelayPorts = {
    cellLog: new MemoryCellLog({ primitives, store, clock, segmentMaxCells: 8 }),
    editions: new MemoryEditionStore(),
    rosters: new MemoryRosterStore(),
    batches: new MemoryJournalBatches(),
    clock,
    primitives,
    newsroomId,
    editionIntervalMillis: 3_600_000,
    auditors: [],
    onFailure: (error) => failures.push(error),
    ...changes,
  }
  const releases = await Releases.open({
    store: new MemoryReleaseStore(),
    files: new MemoryReleaseFiles(primitives),
    clock,
  })
  if (site !== undefined) await putUnjudged(releases, releaseOf({ site }))
  return Object.assign(trial, { app: createApp(ports, releases), ports, releases })
}

/** Switches to a release that nobody judged. */
export async function putUnjudged(
  releases: Releases,
  release: ReleaseWithFiles,
): ReturnType<Releases['put']> {
  for (const [hash, bytes] of release.files) await releases.putFile(hash, bytes)
  return releases.put(release, filesOf(release))
}

/** Hands in the first roster; gives its head. */
export async function withRoster(trial: RelayOnTrial): Promise<Uint8Array> {
  const { bytes, head } = rosterOf()
  const answer = await trial.app.request('/desk/roster', { method: 'PUT', body: bytes.slice() })
  if (answer.status !== 204) throw new Error(await answer.text())
  return head
}

/** Asks as a device does, at the relay's own time. */
export async function ask(
  trial: RelayOnTrial,
  path: string,
  body?: Uint8Array,
  changes: SignatureChanges = {},
): Promise<Response> {
  const createdMillis = trial.nowMillis
  return trial.app.request(await signedRequest(path, body, { createdMillis, ...changes }))
}

/** Hands in an edition as a device does. */
export async function putEdition(
  trial: RelayOnTrial,
  number: number,
  bytes: Uint8Array,
): Promise<Response> {
  return ask(trial, `/desk/editions/${number}`, bytes)
}

/** The code and cause of a problem. */
export async function problemIn(answer: Response): Promise<string> {
  const { type, cause } = (await answer.json()) as { type: string; cause?: string }
  return [type.replace('urn:cronista:problem:', ''), cause].filter(Boolean).join(' ')
}
