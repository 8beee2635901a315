// The script on a page of its own, in Chromium, under the site's strict policy.
import { setTimeout as wait } from 'node:timers/promises'
import { CELL_BYTES, wordList } from '@cronista/protocol'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { ArticleServer } from './src/adapters/article-server.fixture.ts'
import { plainLetters } from './src/composer/letter-pad.ts'
import { texts } from './src/texts/index.ts'

const says = texts.es
/** A small phone, and lower than where the chosen words can stay in view. */
const lowest = { width: 360, height: 520 }
const slow = { timeout: 90_000 }
const A_WHILE_MILLIS = 1_000

describe('the reader script on a page', () => {
  // This machine is there without a connection; another host is not.
  const elsewhere = 'cenzontle.example'
  const site = new ArticleServer(['127.0.0.1', elsewhere])
  let browser: Browser
  let page: Page
  let complaints: string[]
  let requests: string[]

  beforeAll(async () => {
    await site.listen()
    browser = await chromium.launch({
      executablePath: process.env['CRONISTA_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        `--host-resolver-rules=MAP ${elsewhere} 127.0.0.1`,
      ],
    })
  })

  afterAll(async () => {
    await browser.close()
    site.close()
  })

  beforeEach(async () => {
    complaints = []
    requests = []
    site.cells.length = 0
    page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(site.url)
    await page.locator('[data-cronista-open]').waitFor()
    page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    return () => page.close()
  })

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const open = () => page.locator('[data-cronista-open]').click()

  /** Everything that could tell that something had been there. */
  const trace = () =>
    page.evaluate(async () => ({
      markup: document.documentElement.outerHTML,
      scroll: [scrollX, scrollY],
      address: [location.href, document.title, history.length],
      marked: document.activeElement?.tagName,
      sheets: document.adoptedStyleSheets.length,
      stored: [localStorage.length, sessionStorage.length, document.cookie],
      databases: [(await indexedDB.databases()).length, (await caches.keys()).length],
    }))

  /** Whether it stands below the panel's bar and above the screen's end. */
  const isInView = async (place: Locator): Promise<boolean> => {
    const [bar, box] = await Promise.all([
      page.locator('header').boundingBox(),
      place.boundingBox(),
    ])
    const [barEnd, top] = [(bar?.y ?? 0) + (bar?.height ?? 0), box?.y ?? -1]
    return top >= barEnd - 1 && top + (box?.height ?? 0) <= (page.viewportSize()?.height ?? 0) + 1
  }

  /** Answers the exercise with nothing but a keyboard. */
  async function practise(words: readonly string[]): Promise<void> {
    for (let asked = 1; asked <= 3; asked++) {
      const question = page.getByRole('heading', { level: 2, name: `${asked}/3` })
      const position = Number(/(\d)\?$/u.exec(await question.innerText())?.[1])
      const word = words[position - 1] ?? ''
      const candidate = page
        .getByRole('group', { name: says.candidates })
        .getByText(word, { exact: true })
      const pad = page.getByRole('group', { name: says.letters })
      for (const letter of plainLetters(word))
        if (await candidate.isVisible()) break
        // Playwright's keyboard has no ñ.
        else if (letter === 'ñ') await pad.getByText('Ñ').press('Enter')
        else await page.keyboard.press(letter)
      await candidate.press('Enter')
    }
  }

  test('opens, takes a message by keyboard alone, and leaves the article as it was', async () => {
    await page.locator('[data-cronista-open]').scrollIntoViewIfNeeded()
    const before = await trace()
    await page.locator('[data-cronista-open]').focus()
    await page.keyboard.press('Enter')
    await button(says.firstTime).press('Enter')
    const list = page.getByRole('list', { name: says.wordsList })
    await list.getByRole('listitem').nth(7).waitFor()
    const words = await list.getByRole('listitem').allInnerTexts()
    await button(says.wordsLearnt).press('Enter')
    await practise(words)
    const field = page.getByLabel(says.writeLabel)
    await field.focus()
    await expect.poll(() => button(says.send).getAttribute('aria-disabled')).toBe('false')
    await page.keyboard.type('Buenas tardes.')
    await page.keyboard.press('Tab')
    await page.setViewportSize(lowest)
    await page.keyboard.press('Enter')
    await expect.poll(() => isInView(page.getByRole('progressbar'))).toBe(true)
    expect(await button(says.send).evaluate((one) => one.matches(':focus'))).toBe(true)
    await page.setViewportSize({ width: 360, height: 740 })
    await page.getByText(says.left).waitFor()
    await page.keyboard.press('Escape')
    expect(await trace()).toEqual(before)
    expect(complaints).toEqual([])
    expect([...new Set(requests)].sort()).toEqual(['/c', '/edition', '/roster'])
    expect(new Set(site.cells.map(({ bytes }) => bytes))).toEqual(new Set([CELL_BYTES]))
    expect(new Set(site.cells.map(({ headers }) => headers)).size).toBe(1)
  })

  test('cannot be opened before the script has loaded for the second time, when the browser keeps it', async () => {
    let showPicture = (): void => undefined
    site.injected = '<img src="/picture.png" alt="">'
    site.mischief = (request, response) => {
      if (request.url === '/picture.png') showPicture = () => response.writeHead(204).end()
      return request.url === '/picture.png'
    }
    const other = await browser.newPage()
    onTestFinished(async () => {
      await other.close()
      site.injected = ''
      site.mischief = () => false
    })
    const opener = other.locator('[data-cronista-open]')
    const visit = (): Promise<unknown> => other.goto(site.url, { waitUntil: 'commit' })
    await visit()
    await opener.waitFor()
    await other.route(site.url, async (route) => {
      const article = await (await route.fetch()).text()
      await route.fulfill({ contentType: 'text/html', body: article.replace(/<script .*/u, '') })
    })
    await visit()
    await other.waitForFunction(() => 'cronistaAgain' in globalThis)
    await wait(A_WHILE_MILLIS)
    expect(await opener.isHidden()).toBe(true)
    showPicture()
    await opener.waitFor()
  })

  test('leaving asks for nothing, though the script may not be kept by the cache', async () => {
    await open()
    await button(says.firstTime).click()
    await page.getByRole('listitem').nth(7).waitFor()
    await button(says.leave).click()
    await open()
    await button(says.firstTime).click()
    await page.getByRole('listitem').nth(7).waitFor()
    expect(requests).not.toContain('/reader.js')
  })

  test('goes on sending when its worker ends, asks for no other, and says that nothing written leaves', async () => {
    const paths = ['/c', '/edition', '/roster']
    await expect.poll(() => site.cells.length, slow).toBeGreaterThan(1)
    await page.workers()[0]!.evaluate(() => {
      self.close()
    })
    await open()
    await button(says.firstTime).click()
    const before = site.cells.length
    await expect.poll(() => site.cells.length - before, slow).toBeGreaterThan(5)
    await page.getByText(says.workerSilent).waitFor()
    expect([...new Set(requests)].sort()).toEqual(paths)
    expect(page.workers()).toEqual([])
    expect(new Set(site.cells.map(({ bytes }) => bytes))).toEqual(new Set([CELL_BYTES]))
    expect(new Set(site.cells.map(({ headers }) => headers)).size).toBe(1)
  })

  test('finds a wrong word before anything is derived, and lets it be corrected', async () => {
    const right = [1, 2, 3, 4, 5, 6, 7, 754].map((index) => wordList('es')[index] ?? '')
    const pad = page.getByRole('group', { name: says.letters })
    const candidates = page.getByRole('group', { name: says.candidates })
    const pick = async (word: string): Promise<void> => {
      for (const letter of plainLetters(word).toUpperCase())
        if (await pad.isVisible())
          await pad.getByRole('button', { name: letter, exact: true }).click()
      await candidates.getByRole('button', { name: word, exact: true }).click()
    }
    await page.setViewportSize(lowest)
    await open()
    await button(says.returning).click()
    for (const word of right.with(2, 'zurdo')) await pick(word)
    const verdict = page.getByText(says.parityWrong)
    await verdict.waitFor()
    expect(await isInView(verdict)).toBe(true)
    expect(await page.getByText(says.opening).isVisible()).toBe(false)
    await page.getByRole('button', { name: `${says.wordPosition}3 zurdo`, exact: true }).click()
    expect(await page.locator('cronista-panel .places [aria-label]').count()).toBe(0)
    await pick(right[2] ?? '')
    await page.getByRole('heading', { name: says.conversationTitle }).waitFor()
    await page.getByText(says.repliesNone).waitFor()
  })

  test('says nothing of having sent while the phone has no connection, and sends when it has one', async () => {
    await page.goto(site.urlAt(elsewhere))
    await open()
    await button(says.firstTime).click()
    const list = page.getByRole('list', { name: says.wordsList })
    await list.getByRole('listitem').nth(7).waitFor()
    const words = await list.getByRole('listitem').allInnerTexts()
    await button(says.wordsLearnt).click()
    await practise(words)
    await expect.poll(() => button(says.send).getAttribute('aria-disabled')).toBe('false')
    await page.context().setOffline(true)
    await page.getByText(says.newsroomNoLine).waitFor()
    await page.getByLabel(says.writeLabel).fill('Buenas tardes.')
    await button(says.send).click()
    await page.getByText(says.notLeaving).waitFor()
    await page.getByText(says.held).waitFor()
    const failed: string[] = []
    page.on('requestfailed', (request) => failed.push(new URL(request.url()).pathname))
    await expect.poll(() => failed.filter((path) => path === '/c').length, slow).toBeGreaterThan(2)
    expect(await page.getByText(says.left).count()).toBe(0)
    await page.context().setOffline(false)
    await page.getByText(says.left).waitFor()
    await page.getByText(says.mayGo).waitFor()
  })

  test('stops its cover at its foot, outside the composer, and then cannot write', async () => {
    await open()
    expect(await page.getByText(says.firstTime).isVisible()).toBe(true)
    expect(await isInView(button(says.returning))).toBe(true)
    expect(await page.getByText(says.coverStopped).count()).toBe(0)
    await page.keyboard.press('Escape')
    await expect.poll(() => site.cells.length, { timeout: 60_000 }).toBeGreaterThan(1)
    await button('Detener').click()
    const stopped = page.getByRole('status')
    await expect
      .poll(() => stopped.allInnerTexts())
      .toEqual([says.coverStopped, texts.en.coverStopped])
    expect(await page.locator('[data-cronista-stop]').count()).toBe(0)
    await open()
    await page.getByRole('dialog').getByText(says.coverStopped).waitFor()
    expect(await button(says.firstTime).count()).toBe(0)
    expect(await button(says.returning).count()).toBe(0)
  })

  test('gives nothing of the composer to a translator', async () => {
    await open()
    await button(says.firstTime).click()
    const list = page.getByRole('list', { name: says.wordsList })
    await list.getByRole('listitem').nth(7).waitFor()
    expect(await list.getAttribute('translate')).toBe('no')
    expect(await page.getByRole('dialog').getAttribute('translate')).toBe('no')
    expect(await page.locator('cronista-panel').getAttribute('translate')).toBe('no')
  })

  test('changes its language without losing what was written', async () => {
    await open()
    await button(says.otherLanguage).click()
    await page.getByRole('heading', { name: texts.en.startTitle }).waitFor()
    expect(await page.getByRole('dialog').getAttribute('lang')).toBe('en')
    expect(await page.locator('html').getAttribute('lang')).toBe('es')
  })
})
