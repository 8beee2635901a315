// Prints, as JSON, which targets come to which parser with their seeds: [index of the parser, target]. A
// process of its own, without V8's optimiser (--no-opt --no-maglev): what that inlines is counted no longer.
import type { Profiler } from 'node:inspector'
import { stdout } from 'node:process'
import { countFromHere, takenCounts } from './coverage.ts'
import { parseSites, type ParseSite } from './parse-sites.ts'
import type { Target } from './target.ts'

// Before any parser is loaded: what was compiled earlier is not counted block by block.
countFromHere()
const { homes } = await import('./homes.ts')
const { removeScratch } = await import('./scratch.ts')
const sites = parseSites()
const reached: [site: number, target: string][] = []

for (const { load } of homes)
  for (const target of Object.values(await load()).flat()) {
    takenCounts()
    await readSeeds(target)
    const scripts = takenCounts()
    for (const [index, site] of sites.entries())
      if (scripts.some((script) => hasRun(script, site))) reached.push([index, target.name])
  }
removeScratch()
stdout.write(JSON.stringify(reached))

async function readSeeds({ seeds, run }: Target): Promise<void> {
  for (const seed of seeds)
    try {
      await run(seed)
    } catch {
      // Whether seeds are taken is asked elsewhere.
    }
}

/** Whether the innermost block around a place has run. */
function hasRun({ url, functions }: Profiler.ScriptCoverage, { path, offset }: ParseSite): boolean {
  if (!url.endsWith(`/${path}`)) return false
  const around = functions
    .flatMap(({ ranges }) => ranges)
    .filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset)
    .sort((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset))
  return (around[0]?.count ?? 0) > 0
}
