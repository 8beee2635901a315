// Founding a newsroom publishes its first stories in real waits: it is done once for all files of
// journeys, each of which then goes on from a copy of that state.
import { randomInt } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bootTestbed, type Testbed } from '@cronista/testbed'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    founded: { readonly state: string; readonly sitePort: number }
  }
}

/** The third story is not on the site: how it comes there is a journey of its own. */
const demonstration = { schedule: 'demo', stories: 'first' } as const

/** Before the first file; the result is called after the last. */
export default async function foundOnce(project: TestProject): Promise<() => Promise<void>> {
  const state = await mkdtemp(join(tmpdir(), 'cronista-founded-'))
  // The system gives the ports above these to anybody who connects, also between two files.
  const sitePort = randomInt(20_000, 32_000)
  const newsroom = await bootTestbed({ ...demonstration, statePath: state, sitePort })
  await newsroom.close()
  project.provide('founded', { state, sitePort })
  return () => rm(state, { recursive: true, force: true })
}

/** A newsroom of its own that begins where the founding ended, under the same address. */
export async function bootFounded(founded: {
  readonly state: string
  readonly sitePort: number
}): Promise<Testbed> {
  const statePath = await mkdtemp(join(tmpdir(), 'cronista-journey-'))
  await cp(founded.state, statePath, { recursive: true })
  const { sitePort } = founded
  const newsroom = await bootTestbed({ ...demonstration, statePath, sitePort })
  return {
    ...newsroom,
    async close() {
      await newsroom.close()
      await rm(statePath, { recursive: true, force: true })
    },
  }
}
