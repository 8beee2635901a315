/** What a reader and a contributor do in a real browser, for the same length of stay. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { Phone } from '../phone.ts'
import { openProfile } from './browsers.ts'
import type { Chance } from './chance.ts'
import type { DrawnPair } from './drawn-pair.ts'
import { drawLetter } from './letters.ts'

/** One session of each class in a pair. */
export type Role = 'contributor' | 'reader'

/** What came of what somebody wanted to do: lines fail and stays end. Times are in milliseconds since the
 *  first page was asked for. */
export interface Deeds {
  /** Whether the last of the pages came. */
  pagesCame: boolean
  composerOpenedAt?: number
  threadOpenAt?: number
  lettersSent: number
  /** When the page said of all of them that they had left. */
  allLeftAt?: number
  replyReadAt?: number
  /** What stopped the rest, by the first line of the browser's complaint. */
  stoppedBy?: string
}

/** Where a session takes place. */
export interface SessionPlace {
  readonly browser: Browser
  readonly origin: string
  readonly pair: DrawnPair
  /** For what one session draws alone. */
  readonly chance: Chance
  /** Words with which somebody wrote before. */
  readonly words: readonly string[]
  /** How long each step is waited for; the browser driver's own limit unless it is said. */
  readonly patienceMillis?: number | undefined
}

const TYPED_CHARACTERS = 60

/** A session that is ready to begin. */
export class Session {
  readonly #place: SessionPlace
  readonly #role: Role
  readonly #context: BrowserContext
  readonly #page: Page
  readonly #deeds: Deeds = { pagesCame: false, lettersSent: 0 }
  #startedAt = 0
  #doing: Promise<void> = Promise.resolve()
  #left = false

  private constructor(place: SessionPlace, role: Role, context: BrowserContext, page: Page) {
    this.#place = place
    this.#role = role
    this.#context = context
    this.#page = page
  }

  static async prepare(place: SessionPlace, role: Role): Promise<Session> {
    const context = await openProfile(place.browser, place.pair.browser)
    if (place.patienceMillis !== undefined) context.setDefaultTimeout(place.patienceMillis)
    return new Session(place, role, context, await context.newPage())
  }

  /** Begins; resolves when everything that was to be done has been done, or cannot be. */
  begin(): Promise<void> {
    this.#startedAt = performance.now()
    this.#doing = this.#behave().catch((error: unknown) => {
      const [first = ''] = String(error).split('\n')
      if (!this.#left) this.#deeds.stoppedBy = first.slice(0, 160)
    })
    return this.#doing
  }

  /** Leaves, whatever has been done by then. */
  async leave(): Promise<Deeds> {
    this.#left = true
    const deeds = { ...this.#deeds }
    await this.#context.close()
    await this.#doing
    return deeds
  }

  async #behave(): Promise<void> {
    for (const { atMillis, path } of this.#place.pair.pages) {
      await this.#until(atMillis)
      // As long as it takes: the stay ends it.
      await this.#page.goto(`${this.#place.origin}${path}`, { timeout: 0 })
    }
    this.#deeds.pagesCame = true
    if (this.#role === 'reader') await this.#read()
    else await this.#write()
  }

  async #read(): Promise<void> {
    const { reader, contributor } = this.#place.pair
    if (reader.opensComposer) {
      await this.#until(contributor.beginsAtMillis)
      const phone = Phone.on(this.#page, 'es')
      await phone.openComposer()
      this.#deeds.composerOpenedAt = this.#passed()
      await wait(reader.scrollsEveryMillis)
      await phone.leaveQuickly()
    }
    while (!this.#left) {
      await wait(reader.scrollsEveryMillis)
      await this.#page.evaluate(() => {
        scrollBy(0, 200)
      })
    }
  }

  async #write(): Promise<void> {
    const { contributor, stayMillis } = this.#place.pair
    await this.#until(contributor.beginsAtMillis)
    const phone = Phone.on(this.#page, 'es')
    await phone.openComposer()
    this.#deeds.composerOpenedAt = this.#passed()
    await this.#openThread(phone)
    this.#deeds.threadOpenAt = this.#passed()
    for (const characters of contributor.letters) {
      const text = drawLetter(this.#place.chance, characters)
      await phone.typeAndSend(text, Math.min(characters, TYPED_CHARACTERS))
      this.#deeds.lettersSent += 1
    }
    await phone.composer.getByText(phone.says.mayGo).waitFor({ timeout: stayMillis })
    this.#deeds.allLeftAt = this.#passed()
    if (contributor.leavesComposer) await phone.leaveQuickly()
  }

  async #openThread(phone: Phone): Promise<void> {
    const { contributor } = this.#place.pair
    if (!contributor.returns) {
      await phone.practise(await phone.takeWords())
      return
    }
    await phone.returnWith(this.#place.words)
    const reply = phone.composer.getByRole('article').first()
    // Somebody else may have confirmed it since; the letter is written all the same.
    const came = await reply.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    )
    if (!came) return
    this.#deeds.replyReadAt = this.#passed()
    if (contributor.confirms)
      await reply.getByRole('button', { name: phone.says.replyRead }).click()
  }

  #passed(): number {
    return Math.round(performance.now() - this.#startedAt)
  }

  async #until(millis: number): Promise<void> {
    await wait(Math.max(0, this.#startedAt + millis - performance.now()))
  }
}
