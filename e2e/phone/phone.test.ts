// What one visit leaves on the disk, in short: readers and a contributor in Chromium and in Firefox, and
// contributors at a site with a leak, which has to be noticed. `npm run prove:phone` is the long one.
import { beforeAll, describe, expect, test } from 'vitest'
import { openNewsroom } from '../open-newsroom.ts'
import { isDrawnAnew, isExplained } from './explained.ts'
import { leaked } from './leaked.ts'
import { leaks, openLeakySite, type Leak } from './leaky-site.ts'
import { newsroomAtWork } from './newsroom-at-work.ts'
import { seededDraw } from './people.ts'
import { profilesOf, type AnsweringNewsroom, type ProfileOf } from './proof.ts'
import { exclusive } from './separation.ts'
import type { Traits } from './traits.ts'

const stays = { frontMillis: 5_000, articleMillis: [30_000] }
const reader = (pauseMillis: number, restsAfterMillis: number) =>
  ({ kind: 'reader', habit: { pauseMillis, restsAfterMillis, readsFirstMillis: 0 } }) as const
const habit = { pauseMillis: 5_000, restsAfterMillis: 30_000, readsFirstMillis: 6_000 }
const contributor = { kind: 'contributor', habit } as const

const scene = openNewsroom()
let newsroom: AnsweringNewsroom

beforeAll(async () => {
  newsroom = await newsroomAtWork(scene.newsroom, scene.browser)
})

function traitsOf(profile: ProfileOf | undefined): Traits {
  return profile?.stages[0]?.traits ?? new Map<string, number>()
}

/** What of the contributors' secrets is in a profile and not, in the same place, in a reader's. */
function foundIn(
  profile: ProfileOf | undefined,
  readers: readonly (ProfileOf | undefined)[],
): readonly string[] {
  const searchedIn = (one: ProfileOf | undefined) => {
    const searched = one?.stages[0]?.searched
    if (searched === undefined) throw new TypeError('no profile was searched')
    return searched
  }
  return leaked(searchedIn(profile), readers.map(searchedIn))
}

/** What stands in this profile alone and has no reason to. */
function standingOut(readers: readonly ProfileOf[], one: ProfileOf | undefined): string[] {
  return exclusive(readers.map(traitsOf), [traitsOf(one)]).contributorsOnly.filter(
    (trait) => !isExplained(trait) && !isDrawnAnew(trait),
  )
}

describe.concurrent('after one visit and a clean shutdown', () => {
  test('in Chromium, a contributor’s profile holds nothing that readers’ do not; a leak shows', async () => {
    const made = Object.keys(leaks) as Leak[]
    const leaky = await openLeakySite(newsroom.siteUrl, made)
    const people = [
      reader(3_000, 60_000),
      reader(9_000, 10_000),
      contributor,
      { ...contributor, siteUrl: leaky.siteUrl },
    ]
    const draw = seededDraw(1)
    const profiles = await profilesOf(newsroom, 'chromium', people, { draw, stays })
    await leaky.close()
    const readers = profiles.slice(0, 2)
    const [wrote, revealed] = profiles.slice(2)
    expect(foundIn(wrote, readers)).toEqual([])
    expect(standingOut(readers, wrote)).toEqual([])

    const shown = standingOut(readers, revealed).join('\n')
    expect(shown).toMatch(/Local Storage.*abierto/u)
    expect(shown).toMatch(/History urls .*#escribir/u)
    expect(foundIn(revealed, readers).join('\n')).toMatch(/canary \(unsent\).*: Default\/Sessions/u)
  })

  test('in Firefox, nothing of what was written is found, and that keys were pressed is; a leak shows', async () => {
    const leaky = await openLeakySite(newsroom.siteUrl, Object.keys(leaks) as Leak[])
    const people = [reader(4_000, 20_000), contributor, { ...contributor, siteUrl: leaky.siteUrl }]
    const draw = seededDraw(2)
    const profiles = await profilesOf(newsroom, 'firefox', people, { draw, stays })
    await leaky.close()
    const [read, wrote, revealed] = profiles
    expect(foundIn(wrote, [read])).toEqual([])

    // Which features of CSS and scripts were used is kept: the same of everybody.
    const features = standingOut(profiles.slice(0, 1), wrote)
    expect(features.filter((one) => one.includes('use.counter'))).toEqual([])

    const shown = standingOut(profiles.slice(0, 1), revealed).join('\n')
    expect(shown).toMatch(/ls\/data\.sqlite data \{key=abierto\} rows/u)
    expect(shown).toMatch(/moz_places \{url=[^}]*#escribir[^}]*\} rows/u)
    expect(foundIn(revealed, [read]).join('\n')).toMatch(/canary \(sent\).*: sessionstore/u)

    // A limit, told in the composer: if Firefox no longer did it, the sentence could go.
    const keys = 'places.sqlite moz_places_metadata {} key_presses'
    expect(traitsOf(read).get(keys) ?? 0).toBe(0)
    expect(traitsOf(wrote).get(keys)).toBeGreaterThan(50)
  })
})
