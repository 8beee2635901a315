// The script on a copy of the site, at a host that is not the newsroom's own, in Chromium.
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ArticleServer } from './src/adapters/article-server.fixture.ts'
import { texts } from './src/texts/index.ts'

const OWN_HOST = '127.0.0.1'
const COPY_HOST = 'copia.localhost'
const TEN_MINUTES = 600_000
const says = texts.es

/** A page on which ten minutes have passed, and what it asked for after it had been loaded. */
interface Visited {
  readonly page: Page
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
}

describe('the reader script on a copy of the site', () => {
  const site = new ArticleServer([OWN_HOST, 'periodico.example'])
  const siteWithoutHosts = new ArticleServer()
  let browser: Browser

  beforeAll(async () => {
    await Promise.all([site.listen(), siteWithoutHosts.listen()])
    browser = await chromium.launch({
      executablePath: process.env['CRONISTA_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
  })

  afterAll(async () => {
    await browser.close()
    site.close()
    siteWithoutHosts.close()
  })

  async function visited(url: string): Promise<Visited> {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    onTestFinished(() => page.close())
    const requests: string[] = []
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.clock.install()
    await page.goto(url)
    page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    await page.locator('[data-cronista-open]').waitFor()
    await page.clock.runFor(TEN_MINUTES)
    return { page, requests, complaints }
  }

  const openNotice = async (page: Page): Promise<string> => {
    await page.locator('[data-cronista-open]').click()
    await page.getByRole('heading', { name: says.copyTitle }).waitFor()
    return page.getByRole('dialog').innerText()
  }

  test('at the newsroom’s own host it does what every page does', async () => {
    const { page, requests } = await visited(site.url)
    expect(requests).toEqual(expect.arrayContaining(['/edition', '/roster']))
    expect(page.workers()).toHaveLength(1)
    expect(await page.locator('[data-cronista-stop]').first().isVisible()).toBe(true)
  })

  test('it sends nothing, starts no worker, and offers no cover to stop', async () => {
    const { page, requests, complaints } = await visited(site.urlAt(COPY_HOST))
    await openNotice(page)
    await page.clock.runFor(TEN_MINUTES)
    expect(requests).toEqual([])
    // The page of another test, at the newsroom's own host, may still be sending.
    expect(site.cells.filter(({ headers }) => headers.includes(COPY_HOST))).toEqual([])
    expect(page.workers()).toEqual([])
    expect(await page.locator('[data-cronista-stop]:visible').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('it says that it is a copy, and where one can write, in both languages', async () => {
    const { page } = await visited(site.urlAt(COPY_HOST))
    const spoken = await openNotice(page)
    for (const said of [says.copyLead, says.copyHosts, OWN_HOST, 'periodico.example'])
      expect(spoken).toContain(said)
    expect(await page.getByRole('dialog').getByRole('link').count()).toBe(0)
    expect(await page.getByRole('textbox').count()).toBe(0)
    await page.getByRole('button', { name: says.otherLanguage, exact: true }).click()
    await page.getByRole('heading', { name: texts.en.copyTitle }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await openNotice(page)
    await page.getByRole('button', { name: says.leave, exact: true }).click()
    expect(await page.locator('cronista-panel').count()).toBe(0)
  })

  test('where no hosts are pinned there is nowhere to write, and it says so', async () => {
    const { page, requests } = await visited(siteWithoutHosts.url)
    expect(await openNotice(page)).toContain(says.copyHostsUnknown)
    expect(requests).toEqual([])
    expect(page.workers()).toEqual([])
  })
})
