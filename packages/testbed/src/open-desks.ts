/** The demonstration's two desks, each as an editor's own machine would run it. */
import { startDesk, type Clock, type RunningDesk } from '@cronista/desk'
import type { Schedule } from '@cronista/protocol'
import type { DemoEditor } from './demo-passphrases.ts'
import type { LockedDesk } from './desk-client.ts'
import type { NewsroomPaths } from './newsroom-folder.ts'
import { siteConfig, type SiteFacts } from './site-facts.ts'

/** One of the desks that run. */
export interface TestbedDesk extends LockedDesk {
  readonly editorName: string
  readonly running: RunningDesk
}

/** The first editor's desk, which collects, and the second's. */
export type TestbedDesks = readonly [first: TestbedDesk, second: TestbedDesk]

/** What the desks stand on. */
export interface DeskPlaces {
  readonly paths: NewsroomPaths
  readonly editors: readonly [DemoEditor, DemoEditor]
  readonly ports: readonly [number, number]
  readonly relayUrl: string
  /** How fast the desks work. */
  readonly schedule: Schedule['name']
  readonly site: SiteFacts
  readonly clock?: Clock
  /** Each time a desk is locked: whose, and the address that unlocks it next. */
  readonly onAddress: (editorName: string, url: string) => void
  readonly onBug?: (error: unknown) => void
}

/** Starts both, locked. `hold` is told at once how to let go of each. Throws `DeskError`. */
export async function openDesks(
  places: DeskPlaces,
  hold: (letGo: () => Promise<void>) => void,
): Promise<TestbedDesks> {
  const first = await openDesk(places, 0)
  hold(() => first.running.close())
  const second = await openDesk(places, 1)
  hold(() => second.running.close())
  return [first, second]
}

async function openDesk(places: DeskPlaces, which: 0 | 1): Promise<TestbedDesk> {
  const { paths, editors, ports, relayUrl, schedule, site, clock, onBug } = places
  const { name: editorName, passphrase } = editors[which]
  const folder = paths.desks[which]
  const running = await startDesk(
    {
      ...{ folder, page: paths.deskPage, port: ports[which], relay: relayUrl, schedule },
      site: siteConfig(site),
    },
    {
      onAddress: (url) => {
        places.onAddress(editorName, url)
      },
      ...(clock && { clock }),
      ...(onBug && { onBug }),
    },
  )
  return {
    get url() {
      return running.url
    },
    ...{ folder, passphrase, editorName, running },
  }
}
