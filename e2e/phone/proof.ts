// One comparison: profiles of readers and of contributors after the same three visits, the first
// ended by closing the browser, the second by SIGKILL, the third by closing it again.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Testbed } from '@cronista/testbed'
import type { Editor } from '../editor.ts'
import { ByteSearch } from './byte-search.ts'
import { openDisplay } from './display.ts'
import { Keyboard } from './keyboard.ts'
import { drawHabit, drawSecrets, patternsOf, seededDraw } from './people.ts'
import { openPocketBrowser, type BrowserName } from './pocket-browser.ts'
import { searchProfile, type Searched } from './search-profile.ts'
import { traitsOfProfile } from './traits-of-profile.ts'
import type { Traits } from './traits.ts'
import {
  CommonStay,
  onlyReads,
  replyTo,
  returnsAndAnswers,
  returnsAndLeaves,
  visit,
  writesFirst,
  type Deeds,
  type Habit,
  type Secrets,
} from './visits.ts'

/** How long each of the visits lasts on the article, at least. */
export interface Stays {
  readonly frontMillis: number
  readonly articleMillis: readonly number[]
}

/** What is needed of the newsroom: its site, and somebody who answers. */
export interface AnsweringNewsroom {
  readonly siteUrl: string
  readonly articlePath: string
  readonly newsroomId: Testbed['newsroomId']
  readonly editor: Editor
}

/** Whose profile, and what it says after each visit. */
export interface ProfileOf {
  readonly kind: 'contributor' | 'reader'
  readonly stages: readonly { readonly traits: Traits; readonly searched: Searched }[]
}

/** Somebody who takes part. */
export interface Person {
  readonly kind: ProfileOf['kind']
  readonly habit: Habit
  /** The newsroom's own site, unless it is one with a leak. */
  readonly siteUrl?: string
}

/** A reader and a contributor, drawn from a seed, at the same time. */
export async function comparePair(
  newsroom: AnsweringNewsroom,
  browser: BrowserName,
  seed: number,
  stays: Stays,
): Promise<readonly ProfileOf[]> {
  const draw = seededDraw(seed)
  const people = (['reader', 'contributor'] as const).map((kind) => ({
    kind,
    habit: drawHabit(draw),
  }))
  return profilesOf(newsroom, browser, people, { draw, stays })
}

/** Lets all of them visit at the same time, in a browser each, and reads their profiles. Every profile
 *  is searched for what any of the contributors wrote: a text that anybody has would show itself. */
export async function profilesOf(
  newsroom: AnsweringNewsroom,
  browser: BrowserName,
  people: readonly Person[],
  { draw, stays }: { readonly draw: () => number; readonly stays: Stays },
): Promise<readonly ProfileOf[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-phone-'))
  try {
    const articles = stays.articleMillis.map((millis) => new CommonStay(people.length, millis))
    const taking = people.map((person, index) => ({
      ...{ person, browser, newsroom, articles, frontMillis: stays.frontMillis },
      ...{ secrets: drawSecrets(draw), folder: join(folder, String(index)) },
    }))
    const left = await Promise.allSettled(taking.map(leaveProfiles))
    for (const one of left) if (one.status === 'rejected') throw one.reason
    const patterns = taking
      .filter(({ person }) => person.kind === 'contributor')
      .flatMap(({ secrets }) => patternsOf(secrets, newsroom.newsroomId, Date.now()))
    const search = new ByteSearch(patterns)
    const profiles: ProfileOf[] = []
    for (const { person, folder: own } of taking) {
      const stages: ProfileOf['stages'][number][] = []
      for (const turn of stays.articleMillis.keys()) {
        const copy = join(own, String(turn))
        const searched = await searchProfile(copy, search)
        stages.push({ searched, traits: await traitsOfProfile(copy) })
      }
      profiles.push({ kind: person.kind, stages })
    }
    return profiles
  } finally {
    // A browser that was killed may still be writing.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

interface TakingPart {
  readonly person: Person
  readonly browser: BrowserName
  readonly newsroom: AnsweringNewsroom
  readonly frontMillis: number
  readonly articles: readonly CommonStay[]
  readonly secrets: Secrets
  readonly folder: string
}

/** Leaves a copy of the profile after each visit, in folders 0, 1 and 2. */
async function leaveProfiles(part: TakingPart): Promise<void> {
  const { person, browser, newsroom, articles, secrets, folder } = part
  const profile = join(folder, 'profile')
  const display = await openDisplay()
  const deeds: readonly Deeds[] = [
    writesFirst(secrets, new Keyboard(display)),
    returnsAndAnswers(secrets),
    returnsAndLeaves(secrets),
  ]
  const { siteUrl, articlePath } = newsroom
  const { frontMillis } = part
  try {
    for (const [turn, article] of articles.entries()) {
      const stay = { siteUrl, articlePath, frontMillis, article, ...person }
      const running = await openPocketBrowser(browser, profile, display)
      try {
        const done = person.kind === 'reader' ? onlyReads : (deeds[turn] ?? onlyReads)
        await visit(running.page, stay, done)
      } catch (error) {
        for (const other of articles) other.giveUp(error)
        await running.kill()
        throw error
      }
      await (turn === 1 ? running.kill() : running.shutDown())
      await cp(profile, join(folder, String(turn)), { recursive: true })
      const isAnswered = turn === 0 && articles.length > 1
      if (isAnswered && person.kind === 'contributor') await answer(newsroom.editor, secrets)
    }
  } finally {
    await display.close()
  }
}

/** One editor's page answers one conversation after the other. */
let answering: Promise<void> = Promise.resolve()

function answer(editor: Editor, secrets: Secrets): Promise<void> {
  const answered = answering.then(async () => {
    await editor.openConversation(secrets.sent)
    await editor.reply(replyTo(secrets))
  })
  answering = answered.catch(() => undefined)
  return answered
}
