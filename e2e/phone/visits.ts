// What people do on a site in three visits, with their hands: one kind reads, the other writes. Both
// stay exactly as long on each page, and touch it as often.
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { wordList } from '@cronista/protocol'
import { Phone } from '../phone.ts'
import type { Keyboard } from './keyboard.ts'

/** Where a visit goes, and for how long. */
export interface Stay {
  readonly siteUrl: string
  /** Of the article, from the site's root. */
  readonly articlePath: string
  /** On the front page. */
  readonly frontMillis: number
  /** On the article, the same for all who are compared. */
  readonly article: CommonStay
  readonly habit: Habit
}

/** How somebody reads. */
export interface Habit {
  /** Between two touches of the page. */
  readonly pauseMillis: number
  /** After so long on a page it is touched no more: one reads what is there, or looks away. */
  readonly restsAfterMillis: number
  /** Of an article somebody who writes reads so much first, as the composer advises. */
  readonly readsFirstMillis: number
}

/** After what is done there is reading again, by everybody. */
const STILL_READS_MILLIS = 10_000

/** One length of stay for several people: as long as the slowest of them needed, whatever else this
 *  machine did meanwhile. */
export class CommonStay {
  readonly #atLeastMillis: number
  readonly #settle: (millis: number) => void
  readonly #fail: (reason: unknown) => void
  /** Rejects once it is given up. */
  readonly millis: Promise<number>
  #people: number
  #longest = 0

  constructor(people: number, atLeastMillis: number) {
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    this.#people = people
    this.#atLeastMillis = atLeastMillis
    this.#settle = resolve
    this.#fail = reject
    this.millis = promise
    promise.catch(() => undefined)
  }

  /** One of them could not do it: nobody waits for a comparison that will not be. */
  giveUp(reason: unknown): void {
    this.#fail(reason)
  }

  /** One of them has done what there was to do. */
  needs(millis: number): void {
    this.#people -= 1
    this.#longest = Math.max(this.#longest, millis)
    if (this.#people === 0)
      this.#settle(Math.max(this.#atLeastMillis, this.#longest + STILL_READS_MILLIS))
  }
}

/** What somebody does on the article, before only reading on. */
export type Deeds = (phone: Phone) => Promise<void>

/** Reads the front page, taps the article, and does there what is to be done; leaves the page open. */
export async function visit(page: Page, stay: Stay, deeds: Deeds): Promise<Phone> {
  const phone = Phone.holding(page, 'es')
  await phone.read(`${stay.siteUrl}/es/`)
  const goesOn = Promise.resolve(performance.now() + stay.frontMillis)
  await readUntil(page, goesOn, stay.habit)
  await page.locator(`main a[href="${stay.articlePath}"]`).first().click()
  await page.waitForURL(`**${stay.articlePath}`)
  const arrivedAt = performance.now()
  if (deeds !== onlyReads)
    await readUntil(page, Promise.resolve(arrivedAt + stay.habit.readsFirstMillis), stay.habit)
  await deeds(phone)
  stay.article.needs(performance.now() - arrivedAt)
  const leavesAt = stay.article.millis.then((millis) => arrivedAt + millis)
  await readUntil(page, leavesAt, stay.habit)
  return phone
}

/** A reader does nothing but read. */
export const onlyReads: Deeds = () => Promise.resolve()

/** What a contributor knows and writes, none of which may be found on the phone. */
export interface Secrets {
  /** Words that occur nowhere else: in the message, in what is pasted, and in what is never sent. */
  readonly sent: string
  readonly pasted: string
  readonly unsent: string
  readonly later: string
  /** In the newsroom's reply. */
  readonly reply: string
  /** Of both lists, by index; known once they were drawn. */
  words: readonly number[]
}

/** The first message, whole, as it comes to the desk. */
export function firstMessage({ sent, pasted }: Secrets): string {
  return `${sent} fue lo que gritaron cuando pasaron las camionetas por la gasolinera vieja. Serían las once y media. ${pasted} dijo mi comadre, y apagamos la luz.`
}

/** The draft that is in the field when the browser goes. */
export function draft({ unsent }: Secrets): string {
  return `Todavía me falta contarles de ${unsent} y de los que se llevaron el domingo.`
}

/** What is written on the second visit. */
export function secondMessage({ later }: Secrets): string {
  return `Sí, era ${later} el que manejaba; lo conozco desde la primaria.`
}

/** What the newsroom answers. */
export function replyTo({ reply }: Secrets): string {
  return `Gracias. ¿Quién más vio a ${reply} esa noche? No pregunte usted, sólo díganos si alguien lo contó.`
}

/** Opens the composer, learns the words, writes with slips of the thumb, pastes, sends, waits until
 *  the newsroom has it, and begins another text that stays in the field. */
export function writesFirst(secrets: Secrets, keyboard: Keyboard): Deeds {
  return async (phone) => {
    await phone.openComposer()
    const words = await phone.takeWords()
    secrets.words = words.map((word) => wordList('es').indexOf(word))
    await phone.practise(words)
    const field = phone.composer.getByLabel(phone.says.writeLabel)
    await field.click()
    const text = firstMessage(secrets)
    const at = text.indexOf(secrets.pasted)
    await keyboard.reach()
    await typeWithSlips(phone, keyboard, text.slice(0, at))
    await paste(keyboard, secrets.pasted)
    // What a telephone's keyboard does with a suggestion: a whole word arrives at once.
    for (const word of text.slice(at + secrets.pasted.length).split(/(?<=\s)/u))
      await phone.page.keyboard.insertText(word)
    if ((await field.inputValue()) !== text)
      throw new RangeError(`typed: ${await field.inputValue()}`)
    await phone.composer.getByRole('button', { name: phone.says.send, disabled: false }).click()
    await received(phone)
    await field.click()
    await type(phone, keyboard, draft(secrets))
  }
}

/** Comes back with the eight words, reads the reply, confirms it, answers, and has another text in
 *  the field when the power goes. */
export function returnsAndAnswers(secrets: Secrets): Deeds {
  return async (phone) => {
    await comeBack(phone, secrets)
    const reply = phone.composer.getByRole('article').filter({ hasText: secrets.reply })
    await reply.getByRole('button', { name: phone.says.replyRead }).click({ timeout: 60_000 })
    await phone.typeAndSend(secondMessage(secrets), 20)
    await received(phone)
    await phone.composer.getByLabel(phone.says.writeLabel).fill(draft(secrets))
  }
}

/** Comes back once more and leaves by the button. */
export function returnsAndLeaves(secrets: Secrets): Deeds {
  return async (phone) => {
    await comeBack(phone, secrets)
    await phone.composer.getByLabel(phone.says.writeLabel).fill(draft(secrets))
    await phone.leaveQuickly()
  }
}

async function comeBack(phone: Phone, { words }: Secrets): Promise<void> {
  await phone.openComposer()
  await phone.returnWith(words.map((word) => wordList('es')[word] ?? ''))
}

async function received(phone: Phone): Promise<void> {
  await phone.messages.getByText(phone.says.received).first().waitFor({ timeout: 90_000 })
}

/** Key by key, with letters exchanged and put right. */
async function typeWithSlips(phone: Phone, keyboard: Keyboard, text: string): Promise<void> {
  for (const [index, word] of text.split(/(?<=\s)/u).entries()) {
    if (index % 5 === 3 && PLAIN_KEYS.test(word) && word.length > 3) {
      await keyboard.type(`${word.slice(0, 2)}${word.slice(3, 4)}x`)
      await keyboard.press('BackSpace', 'BackSpace')
      await type(phone, keyboard, word.slice(2))
    } else await type(phone, keyboard, word)
  }
}

/** What the keys of every keyboard can write. */
const PLAIN_KEYS = /^[\x20-\x7e]*$/u

/** Words of plain letters key by key; one with an accent arrives whole, as a suggestion does. */
async function type(phone: Phone, keyboard: Keyboard, text: string): Promise<void> {
  for (const run of text.match(/(?:[\x20-\x7e]+|[^\x20-\x7e]+)/gu) ?? [])
    if (PLAIN_KEYS.test(run)) await keyboard.type(run)
    else await phone.page.keyboard.insertText(run)
}

/** Through the clipboard: the text is typed, marked, cut, and put back. */
async function paste(keyboard: Keyboard, text: string): Promise<void> {
  await keyboard.type(text)
  await keyboard.press(...Array.from(text, () => 'shift+Left'), 'ctrl+x', 'ctrl+v')
}

/** Scrolls and taps as somebody does who reads, until a time that may not be known yet. */
async function readUntil(page: Page, time: Promise<number>, habit: Habit): Promise<void> {
  const restsFrom = performance.now() + habit.restsAfterMillis
  let leavesAt = Infinity
  time.then(
    (millis) => (leavesAt = millis),
    () => (leavesAt = 0),
  )
  for (let turn = 0; performance.now() < Math.min(leavesAt, restsFrom); turn++) {
    await page.mouse.move(200, 400)
    await page.mouse.wheel(0, turn % 4 === 3 ? -400 : 250)
    if (turn % 3 === 1) await page.mouse.click(4, 500)
    const pause = wait(habit.pauseMillis)
    const leaving = time.then((millis) => wait(Math.max(0, millis - performance.now())))
    await Promise.race([pause, leaving])
  }
  await wait(Math.max(0, (await time) - performance.now()))
}
