// Leaving, in every way a frightened person leaves: nothing is sent for it, and nothing is left.
import type { Locator } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { demoStories } from '@cronista/testbed'
import { traces } from './line.ts'
import { LetterKeys } from './letter-keys.ts'
import { openNewsroom } from './open-newsroom.ts'
import { lettersOf, Phone } from './phone.ts'

const text = 'Esto no se ha enviado todavía y no debe quedar en ninguna parte.'

const scene = openNewsroom()

async function openPhone(path = '/es/'): Promise<Phone> {
  const phone = await Phone.open(scene.browser, 'es')
  await phone.read(`${scene.newsroom.siteUrl}${path}`)
  return phone
}

/** The whole text, and no more. */
function exactly(name: string): RegExp {
  return new RegExp(`^\\s*${name.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')}\\s*$`, 'u')
}

async function writeSomething(phone: Phone, opener?: Locator): Promise<void> {
  await phone.openComposer(opener)
  await phone.practise(await phone.takeWords())
  await phone.composer.getByLabel(phone.says.writeLabel).fill(text)
}

// Side by side: each has a phone of its own.
describe.concurrent('leaving quickly', () => {
  test('gives the article back as it was, to the pixel, and keeps nothing of the text', async () => {
    const phone = await openPhone(`/es/${demoStories[0]?.fields.slug.es ?? ''}/`)
    const opener = phone.page.locator('[data-cronista-open]').last()
    await opener.scrollIntoViewIfNeeded()
    const before = await traces(phone.page)
    const article = await phone.page.locator('body').innerHTML()
    expect(before['scrollTop']).toBeGreaterThan(0)
    await writeSomething(phone, opener)
    await phone.leaveQuickly()
    expect(await traces(phone.page)).toEqual(before)
    expect(await phone.page.locator('body').innerHTML()).toBe(article)
    await phone.openComposer()
    await expect(phone.composer.getByText(text).count()).resolves.toBe(0)
    await phone.close()
  })

  test('sends nothing, even when the relay forbids the browser to keep the script', async () => {
    const phone = await Phone.open(scene.browser, 'es')
    await phone.page.context().route('**/assets/reader.*.js', async (route) => {
      const answer = await route.fetch()
      const headers = { ...answer.headers(), 'cache-control': 'no-store' }
      await route.fulfill({ response: answer, headers })
    })
    await phone.read(`${scene.newsroom.siteUrl}/es/`)
    await vi.waitUntil(() => phone.line.cells().length > 0, { timeout: 20_000 })
    const kinds = phone.line.kinds()
    const scripts = () => phone.line.sent.filter(({ path }) => path.includes('reader')).length
    const loaded = scripts()
    await writeSomething(phone)
    await phone.leaveQuickly()
    const after = phone.line.cells().length
    await vi.waitUntil(() => phone.line.cells().length > after + 2, { timeout: 30_000 })
    expect(scripts()).toBe(loaded)
    expect(phone.line.kinds()).toEqual(kinds)
    await phone.close()
  })

  test('is one key away', async () => {
    const phone = await openPhone()
    await writeSomething(phone)
    await phone.page.keyboard.press('Escape')
    await phone.composer.waitFor({ state: 'detached' })
    await phone.close()
  })
})

describe.concurrent('leaving the page', () => {
  test('by a link and back shows the article, not the composer', async () => {
    const phone = await openPhone()
    await writeSomething(phone)
    await phone.page.evaluate(() => {
      location.assign('/en/')
    })
    await phone.page.waitForURL('**/en/')
    await phone.page.goBack()
    await phone.page.waitForURL('**/es/')
    await phone.page.locator('[data-cronista-open]').first().waitFor()
    await expect(phone.composer.count()).resolves.toBe(0)
    await expect(phone.page.locator('textarea').count()).resolves.toBe(0)
    await phone.close()
  })
})

describe.concurrent('with the keyboard alone', () => {
  test('a message is written and sent', async () => {
    const phone = await Phone.open(scene.browser, 'es', 'desktop')
    await phone.read(`${scene.newsroom.siteUrl}/es/`)
    const { keyboard } = phone.page
    const keys = await LetterKeys.of(phone.page)
    const focusOn = async (name: string): Promise<void> => {
      // Where the focus is already counts; between two rounds of the page it is nowhere.
      const focused = phone.page.locator('*:focus').filter({ hasText: exactly(name) })
      for (let pressed = 0; pressed < 60; pressed++) {
        if ((await focused.count()) > 0) return
        await keyboard.press('Tab')
      }
      throw new Error(`the key Tab never came to "${name}"`)
    }
    await focusOn('Escríbanos')
    await keyboard.press('Enter')
    await focusOn(phone.says.firstTime)
    await keyboard.press('Enter')
    const listed = phone.composer.getByRole('list', { name: phone.says.wordsList })
    await listed.getByRole('listitem').nth(7).waitFor()
    const words = await listed.getByRole('listitem').allInnerTexts()
    await focusOn(phone.says.wordsLearnt)
    await keyboard.press('Enter')
    const question = phone.composer.getByRole('heading', { level: 2 })
    for (let asked = 1; asked <= 3; asked++) {
      await question.getByText(`${asked}/3`).waitFor()
      const position = Number(/(?<position>\d+)\D*$/u.exec(await question.innerText())?.[1])
      const word = words[position - 1] ?? ''
      const candidates = phone.composer.getByRole('group', { name: phone.says.candidates })
      for (const letter of lettersOf(word)) {
        if (await candidates.isVisible()) break
        await keys.press(letter)
      }
      await focusOn(word)
      await keyboard.press('Enter')
    }
    const field = phone.composer.getByLabel(phone.says.writeLabel)
    await field.waitFor()
    for (let pressed = 0; pressed < 60; pressed++) {
      if (await field.evaluate((element) => element.matches(':focus'))) break
      await keyboard.press('Tab')
    }
    await keyboard.type('Con el teclado.')
    // The button acts once the keys have been derived from the words.
    await phone.composer.getByRole('button', { name: phone.says.send, disabled: false }).waitFor()
    await focusOn(phone.says.send)
    await keyboard.press('Enter')
    await phone.messages.getByText('Con el teclado.').waitFor()
    await phone.close()
  })
})

describe.concurrent('on a slow line', () => {
  test('the article is readable at once, and a message still leaves', async () => {
    const phone = await Phone.open(scene.browser, 'es')
    const debuggerSession = await phone.page.context().newCDPSession(phone.page)
    await debuggerSession.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 600,
      downloadThroughput: 30_000,
      uploadThroughput: 15_000,
    })
    await phone.read(`${scene.newsroom.siteUrl}/es/`)
    await phone.openComposer()
    await phone.practise(await phone.takeWords())
    await phone.write('Por una línea lenta.')
    await phone.messages.getByText(phone.says.left).waitFor({ timeout: 60_000 })
    await phone.close()
  })
})
