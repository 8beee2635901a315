// The press as a process of its own. `print FROM TO` reads a folder of stories and writes a folder of
// pages, as its peer does, and hashes every page besides, as a release needs it. `change FROM` prints
// once, changes one story at a time and tells how many milliseconds each new edition took.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SiteStory } from '@cronista/newsroom'
import { openBenchPress } from './bench-press.ts'

const CHANGES = 9

function readStories(folder: string): readonly SiteStory[] {
  return readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as SiteStory,
  )
}

function print(from: string, to: string): void {
  openBenchPress().site(readStories(from), (path, bytes) => {
    const file = join(to, path.endsWith('/') ? `${path}index.html` : path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  })
}

function withChange(stories: readonly SiteStory[], number: number): readonly SiteStory[] {
  return stories.map((standing, at) => {
    if (at !== number || standing.kind !== 'story') return standing
    const headline = { es: 'Otro encabezado', en: 'Another headline' }
    return { ...standing, story: { ...standing.story, headline } }
  })
}

function change(from: string): readonly number[] {
  const stories = readStories(from)
  const press = openBenchPress()
  press.site(stories)
  return Array.from({ length: CHANGES }, (_, turn) => {
    const changed = withChange(stories, Math.floor((turn * stories.length) / CHANGES))
    const started = performance.now()
    press.site(changed)
    return performance.now() - started
  })
}

const [command, from = '', to = ''] = process.argv.slice(2)
if (command === 'print') print(from, to)
if (command === 'change') console.log(JSON.stringify(change(from)))
