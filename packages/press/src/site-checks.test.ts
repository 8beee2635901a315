// The built bytes as strangers see them: a validator of HTML, a crawler, a browser that fetches.
import { createHash } from 'node:crypto'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { fullLengthStory } from './full-length-story.fixture.ts'
import { outlineHtml, type HtmlElement } from './html-outline.fixture.ts'
import { openPress } from './press.ts'
import { edition, fileText, pagesOf, sourcesOf } from './story.fixture.ts'

const { newsroom, ...others } = sourcesOf()
const sites = {
  'a full edition': openPress({ newsroom, ...others }).site([...edition, fullLengthStory]),
  'no story at all': openPress({ newsroom, ...others }).site([]),
}

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // A headline is as long as its editor made it, and the title is the headline.
    'long-title': 'off',
  },
})

describe.each(Object.entries(sites))('%s', (_, site) => {
  const pages = pagesOf(site)
  const elements = new Map(pages.map((page) => [page, outlineHtml(fileText(site, page)).elements]))

  function elementsOf(page: string, name: string): readonly HtmlElement['attributes'][] {
    const found = elements.get(page)?.filter((element) => element.name === name) ?? []
    return found.map(({ attributes }) => attributes)
  }

  function linksOf(page: string, rel: string): readonly HtmlElement['attributes'][] {
    return elementsOf(page, 'link').filter((link) => link.get('rel') === rel)
  }

  /** Language → address, of the page's translations. */
  function alternatesOf(page: string): ReadonlyMap<string, string> {
    return new Map(
      linksOf(page, 'alternate')
        .filter((link) => !link.has('type'))
        .map((link) => [link.get('hreflang') ?? '', link.get('href') ?? '']),
    )
  }

  describe.each(pages)('%s', (page) => {
    test('is valid, by a validator that is not ours', async () => {
      const report = await validator.validateString(fileText(site, page))
      expect(report.results.flatMap(({ messages }) => messages)).toEqual([])
    })

    test('has one main language, one first heading, and nothing inline', () => {
      const [html] = elementsOf(page, 'html')
      expect(html?.get('lang')).toBe(page.startsWith('/en/') ? 'en' : 'es')
      expect(elementsOf(page, 'h1')).toHaveLength(1)
      for (const { name, attributes } of elements.get(page) ?? []) {
        expect(['style', 'form', 'input', 'iframe', 'img', 'object']).not.toContain(name)
        for (const attribute of attributes.keys()) expect(attribute).not.toMatch(/^on|^style$/u)
      }
    })

    test('fetches nothing from elsewhere, and leads only to what exists', () => {
      for (const { name, attributes } of elements.get(page) ?? []) {
        const target = attributes.get('href') ?? attributes.get('src')
        if (target === undefined || target.startsWith('#')) continue
        const isName =
          name === 'link' && ['canonical', 'alternate'].includes(attributes.get('rel')!)
        const path = isName ? target.replace(newsroom.origin, '') : target
        expect(path).toMatch(/^\/(?!\/)/u)
        expect(site.files.has(path), target).toBe(true)
      }
    })

    test('has an element for each of its own fragments', () => {
      const ids = (elements.get(page) ?? []).map(({ attributes }) => attributes.get('id'))
      for (const link of elementsOf(page, 'a'))
        if (link.get('href')?.startsWith('#')) expect(ids).toContain(link.get('href')?.slice(1))
    })

    test('says which address is its own, and is named back by each of its translations', () => {
      if (fileText(site, page).includes('content="noindex"')) {
        expect([...linksOf(page, 'canonical'), ...alternatesOf(page).keys()]).toEqual([])
        return
      }
      expect(linksOf(page, 'canonical').map((link) => link.get('href'))).toEqual([
        `${newsroom.origin}${page}`,
      ])
      const alternates = alternatesOf(page)
      expect([...alternates.values()]).toContain(`${newsroom.origin}${page}`)
      expect([...alternates.keys()].slice(0, 2)).toEqual(['es', 'en'])
      for (const address of alternates.values())
        expect(alternatesOf(address.replace(newsroom.origin, ''))).toEqual(alternates)
    })

    test('loads one style sheet, and one script twice, pinned by their hashes', () => {
      const [scripts, sheets] = [elementsOf(page, 'script'), linksOf(page, 'stylesheet')]
      expect([scripts.length, sheets.length]).toEqual([2, 1])
      expect(scripts.map((script) => script.get('src'))).toEqual([
        scripts[0]?.get('src'),
        scripts[0]?.get('src'),
      ])
      for (const asset of [...scripts, ...sheets]) {
        const path = asset.get('src') ?? asset.get('href') ?? ''
        const hash = createHash('sha256').update(site.files.get(path)!)
        expect(asset.get('integrity')).toBe(`sha256-${hash.copy().digest('base64')}`)
        expect(path).toContain(`.${hash.digest('hex').slice(0, 16)}.`)
      }
      expect(scripts.map((script) => script.has('async'))).toEqual([true, true])
    })

    test('offers the composer through a button that only the script shows', () => {
      const buttons = elementsOf(page, 'button')
      for (const button of buttons) {
        expect(['data-cronista-open', 'data-cronista-stop']).toContain([...button.keys()][1])
        expect([...button.keys()]).toEqual(['type', expect.anything(), 'hidden'])
        expect(button.get('type')).toBe('button')
      }
      expect(buttons.some((button) => button.has('data-cronista-open'))).toBe(true)
      expect(elementsOf(page, 'noscript').length).toBeGreaterThan(0)
    })

    test('has at its foot a switch for the envelopes, and says what it costs', () => {
      const footer = fileText(site, page).split('<footer>')[1] ?? ''
      const spoken = page === '/' || page === '/404.html' ? 2 : 1
      expect(footer.match(/data-cronista-stop hidden>[^<]+<\/button>/gu)).toHaveLength(spoken)
      expect(
        footer.match(/nota que los sobres pararon|notices that the envelopes stopped/gu),
      ).toHaveLength(spoken)
    })

    test('promises nothing that cannot be shown', () => {
      expect(fileText(site, page)).not.toMatch(
        /an[oó]nim|anonym|\bsaf(?:e|er|ety|ely)\b|segur[oa]|seguridad|secur/iu,
      )
    })
  })

  test('the sitemap lists every page that is to be found, with its translations', () => {
    const urls = [...fileText(site, '/sitemap.xml').matchAll(/<url>(?<url>.*?)<\/url>/gu)].map(
      ({ groups }) => groups?.['url'] ?? '',
    )
    const listed = urls.map((url) => /<loc>(?<loc>.+)<\/loc>/u.exec(url)?.groups?.['loc'] ?? '')
    const found = pages.filter((page) => page !== '/' && linksOf(page, 'canonical').length > 0)
    expect(listed.toSorted()).toEqual(found.map((page) => `${newsroom.origin}${page}`).toSorted())
    urls.forEach((url, index) => {
      const page = listed[index]?.replace(newsroom.origin, '') ?? ''
      const links = url.matchAll(/hreflang="(?<language>e[sn])" href="(?<href>[^"]+)"/gu)
      const translations = alternatesOf(page)
      for (const { groups } of links)
        expect(groups?.['href']).toBe(translations.get(groups?.['language'] ?? ''))
    })
  })
})
