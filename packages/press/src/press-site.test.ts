import { createHash } from 'node:crypto'
import { demoSchedule } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { outlineHtml } from './html-outline.fixture.ts'
import { pressSite } from './press-site.ts'
import { fileText, siteOf, storySaying } from './story.fixture.ts'

const stories = [
  storySaying('Uno', 'uno'),
  { ...storySaying('Dos', 'dos'), publishedOn: '2026-03-02' as const },
]
const sources = siteOf(stories)
const files = pressSite(sources)
const pages = [...files.keys()].filter((path) => path.endsWith('/') || path.endsWith('.html'))

function elementsOf(page: string, name: string): ReadonlyMap<string, string>[] {
  const { elements } = outlineHtml(fileText(files, page))
  return elements.filter((element) => element.name === name).map(({ attributes }) => attributes)
}

test('the site has a page for each story and language, and the pages that every newsroom needs', () => {
  expect(pages.toSorted()).toEqual(
    [
      '/',
      '/404.html',
      '/en/',
      '/en/dos/',
      '/en/uno/',
      '/en/write/',
      '/es/',
      '/es/dos/',
      '/es/escribir/',
      '/es/uno/',
    ].toSorted(),
  )
})

test('the same sources give the same bytes, in whatever order the stories come', () => {
  const again = pressSite({ ...sources, stories: stories.toReversed() })
  expect([...again]).toEqual([...files])
  expect(fileText(files, '/es/').indexOf('Dos')).toBeLessThan(
    fileText(files, '/es/').indexOf('Uno'),
  )
})

describe.each(pages)('%s', (page) => {
  test('is well formed, in one main language, with nothing inline and nothing from elsewhere', () => {
    const { elements } = outlineHtml(fileText(files, page))
    expect(elements[0]?.attributes.get('lang')).toBe(page.startsWith('/en/') ? 'en' : 'es')
    expect(elements.filter(({ name }) => name === 'h1')).toHaveLength(1)
    for (const { name, attributes } of elements) {
      expect(['style', 'form', 'input', 'iframe']).not.toContain(name)
      for (const [attribute, value] of attributes) {
        expect(attribute).not.toMatch(/^on|^style$/)
        if (attribute === 'href' || attribute === 'src') expect(value).toMatch(/^(\/(?!\/)|#)/)
      }
    }
  })

  test('leads only to what exists', () => {
    const { elements } = outlineHtml(fileText(files, page))
    for (const { attributes } of elements) {
      const target = attributes.get('href') ?? attributes.get('src')
      if (target?.startsWith('/') === true) expect(files.has(target), target).toBe(true)
    }
  })

  test('names its counterpart in each language', () => {
    const alternates = elementsOf(page, 'link').filter((link) => link.get('rel') === 'alternate')
    expect(alternates.map((link) => link.get('hreflang'))).toEqual(['es', 'en'])
  })

  test('loads one style sheet and one script, pinned by their hashes', () => {
    const scripts = elementsOf(page, 'script')
    const sheets = elementsOf(page, 'link').filter((link) => link.get('rel') === 'stylesheet')
    expect([scripts.length, sheets.length]).toEqual([1, 1])
    for (const asset of [...scripts, ...sheets]) {
      const path = asset.get('src') ?? asset.get('href') ?? ''
      const hash = createHash('sha256').update(files.get(path)!)
      expect(asset.get('integrity')).toBe(`sha256-${hash.copy().digest('base64')}`)
      expect(path).toContain(`.${hash.digest('hex').slice(0, 16)}.`)
    }
    expect(scripts[0]?.has('defer')).toBe(true)
  })

  test('offers the composer through a button that only the script shows', () => {
    const buttons = elementsOf(page, 'button')
    expect(buttons.length).toBeGreaterThan(0)
    for (const button of buttons) {
      expect(['data-cronista-open', 'data-cronista-stop']).toContain([...button.keys()][1])
      expect([...button.keys()]).toEqual(['type', expect.anything(), 'hidden'])
      expect(button.get('type')).toBe('button')
    }
    expect(buttons.some((button) => button.has('data-cronista-open'))).toBe(true)
    expect(elementsOf(page, 'noscript').length).toBeGreaterThan(0)
  })

  test('has at its foot a switch for the envelopes, and says what it costs', () => {
    const footer = fileText(files, page).split('<footer>')[1] ?? ''
    const spoken = page === '/' || page === '/404.html' ? 2 : 1
    const switches = footer.match(/data-cronista-stop hidden>[^<]+<\/button>/gu) ?? []
    expect(switches).toHaveLength(spoken)
    expect(
      footer.match(/nota que los sobres pararon|notices that the envelopes stopped/gu),
    ).toHaveLength(spoken)
  })

  test('promises nothing that cannot be shown', () => {
    expect(fileText(files, page)).not.toMatch(
      /an[oó]nim|anonym|\bsaf(e|er|ety|ely)\b|segur[oa]|seguridad|secur/i,
    )
  })
})

test('both texts of a story point at each other', () => {
  const links = elementsOf('/es/uno/', 'link').filter((link) => link.get('rel') === 'alternate')
  expect(links.map((link) => link.get('href'))).toEqual(['/es/uno/', '/en/uno/'])
})

test('a byline is marked as a pen name in both languages', () => {
  expect(fileText(files, '/es/uno/')).toContain('(seudónimo)')
  expect(fileText(files, '/en/uno/')).toContain('(pen name)')
})

test('the script names the newsroom that it trusts, before its own code and after a word to the engine', () => {
  const pin = `self.cronistaNewsroom="${sources.newsroom.id}";\n`
  const word = '//# allFunctionsCalledOnLoad\n'
  for (const [bundle, expected] of [
    ['void 0', `${pin}void 0`],
    [`${word}void 0`, `${word}${pin}void 0`],
  ] as const) {
    const pinned = pressSite({ ...sources, readerScript: new TextEncoder().encode(bundle) })
    const path = [...pinned.keys()].find((name) => name.endsWith('.js')) ?? ''
    expect(fileText(pinned, path)).toBe(expected)
  }
})

test('every page of a demonstration says that it is one, and no other page does', () => {
  const demo = pressSite({ ...sources, schedule: demoSchedule })
  for (const page of pages) {
    expect(fileText(demo, page)).toMatch(/Demostración\.|Demonstration\./)
    expect(fileText(files, page)).not.toMatch(/Demostración\.|Demonstration\./)
  }
  for (const sentence of ['Demostración.', 'Demonstration.'])
    expect(fileText(demo, '/')).toContain(sentence)
})

test('the explanation shows the whole fingerprint', () => {
  const shown = /<code>([0-9a-f ]+)<\/code>/.exec(fileText(files, '/es/escribir/'))?.[1]
  expect(shown?.replaceAll(' ', '')).toBe(sources.newsroom.id)
})

test.each(['', 'A', 'a/b', '../x', 'a--b', '-a', 'a-', 'ñ', 'a'.repeat(81)])(
  'the slug «%s» is refused',
  (slug) => {
    expect(() => pressSite(siteOf([storySaying('x', slug)]))).toThrow(
      expect.objectContaining({ code: 'slug-malformed' }),
    )
  },
)

test.each(['escribir', 'uno'])('the address of another page, «%s», is refused', (slug) => {
  const taken = siteOf([storySaying('x', 'uno'), { ...storySaying('y', slug), penName: 'z' }])
  expect(() => pressSite(taken)).toThrow(expect.objectContaining({ code: 'slug-taken' }))
})

test('a newsroom id that could end the script’s string is refused', () => {
  const newsroom = { ...sources.newsroom, id: '";alert(1)//' }
  expect(() => pressSite({ ...sources, newsroom })).toThrow(
    expect.objectContaining({ code: 'newsroom-malformed' }),
  )
})
