import { readFile } from 'node:fs/promises'
import type { DeskConfigInput } from '@cronista/desk'
import { openPress } from '@cronista/press'
import {
  demoSchedule,
  equalBytes,
  productionSchedule,
  type ReleaseFile,
  type Schedule,
} from '@cronista/protocol'
import { demoNewsroom } from './stories/demo-stories.ts'

/** What the demonstration's site is made of besides its stories. */
export interface SiteFacts {
  readonly newsroomId: string
  readonly origin: string
  readonly scriptPath: string
  /** How fast the pages work. */
  readonly schedule: Schedule['name']
}

/** The desks' configuration of the site. */
export function siteConfig({
  origin,
  scriptPath,
  schedule,
}: SiteFacts): Required<DeskConfigInput['site']> {
  return { ...demoNewsroom, hosts: ['127.0.0.1'], origin, schedule, script: scriptPath }
}

/** Whether a release has the script and the pages that do not depend on stories as they would be made
 *  today: another version of Cronista, other times or another address make them anew. */
export async function isSiteUpToDate(
  files: readonly ReleaseFile[],
  facts: SiteFacts,
): Promise<boolean> {
  const { name, motto, hosts, origin } = siteConfig(facts)
  const press = openPress({
    newsroom: { id: facts.newsroomId, name, motto, hosts, origin },
    readerScript: new Uint8Array(await readFile(facts.scriptPath)),
    schedule: facts.schedule === 'demo' ? demoSchedule : productionSchedule,
  })
  const published = new Map(files.map(({ path, sha256 }) => [path, sha256]))
  return press.site([]).list.every(({ path, sha256 }) => {
    const there = published.get(path)
    return listsStories(path) || (there !== undefined && equalBytes(there, sha256))
  })
}

function listsStories(path: string): boolean {
  return /^\/(?:(?:es|en)\/)?(?:feed\.atom|archivo\/|archive\/)?$|^\/sitemap\.xml$/.test(path)
}
