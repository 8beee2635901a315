// The JSON-LD in the built bytes, against the shapes that schema.org gives its types: what is not in
// this table is no property of schema.org, or not one that the press means to state.
import { describe, expect, test } from 'vitest'
import { outlineHtml } from './html-outline.fixture.ts'
import { editionSite, fileText } from './story.fixture.ts'

const site = editionSite()

type Shape = Readonly<Record<string, RegExp | boolean | number | string>>
const text = /\S/u
const url = /^https:\/\/example\.org\/.*\/$/u
const day = /^\d{4}-\d{2}-\d{2}$/u
const language = /^(?:es|en)$/u

/** Type → property → a pattern of a text, or the name of a type in this table. */
const shapes: Readonly<Record<string, Shape>> = {
  NewsArticle: {
    '@context': /^https:\/\/schema\.org$/u,
    '@id': url,
    url,
    mainEntityOfPage: url,
    inLanguage: language,
    headline: text,
    description: text,
    articleSection: text,
    dateline: text,
    datePublished: day,
    dateModified: day,
    isAccessibleForFree: true,
    author: 'Person',
    creditText: text,
    publisher: 'NewsMediaOrganization',
    backstory: text,
    workTranslation: 'NewsArticle',
    translationOfWork: 'NewsArticle',
    position: 1,
    isPartOf: 'CreativeWorkSeries',
    correction: 'CorrectionComment',
  },
  Person: { name: text, alternateName: text, description: text, url },
  NewsMediaOrganization: { name: text, url },
  CreativeWorkSeries: { name: text, url },
  CorrectionComment: { datePublished: day, text },
}

const required = [
  '@context',
  '@id',
  'headline',
  'author',
  'datePublished',
  'publisher',
  'inLanguage',
]

type Node = Readonly<Record<string, unknown>>

function checkShape(node: Node): void {
  const shape = shapes[String(node['@type'])]
  for (const [property, value] of Object.entries(node)) {
    if (property === '@type') continue
    const expected = shape?.[property]
    const name = `${String(node['@type'])}.${property}`
    expect(expected, name).toBeDefined()
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
      if (expected instanceof RegExp) expect(one, name).toMatch(expected)
      else if (typeof expected === 'string') {
        expect(one, name).toMatchObject({ '@type': expected })
        checkShape(one as Node)
      } else expect(typeof one, name).toBe(typeof expected)
  }
}

function articleOf(page: string): Node {
  const { blocks } = outlineHtml(fileText(site, page))
  expect(blocks).toHaveLength(1)
  return JSON.parse(blocks[0] ?? '') as Node
}

describe.each(['/es/uno/', '/en/uno/', '/es/tres/', '/en/three/'])('%s', (page) => {
  test('has the shape that schema.org gives a NewsArticle', () => {
    const article = articleOf(page)
    expect(article['@type']).toBe('NewsArticle')
    for (const property of required) expect(article).toHaveProperty([property])
    checkShape(article)
  })

  test('names itself by its own address', () => {
    const { elements } = outlineHtml(fileText(site, page))
    const canonical = elements.find(({ attributes }) => attributes.get('rel') === 'canonical')
    expect(articleOf(page)['@id']).toBe(canonical?.attributes.get('href'))
  })
})

test('the author is a person whose name is told to be an alias', () => {
  expect(articleOf('/es/uno/')).toMatchObject({
    author: {
      '@type': 'Person',
      name: 'Golondrina',
      alternateName: 'Golondrina',
      description: expect.stringContaining('es un seudónimo') as string,
    },
    creditText: 'Golondrina (seudónimo)',
  })
  expect(articleOf('/en/uno/')).toMatchObject({
    author: { description: expect.stringContaining('is a pen name') as string },
    creditText: 'Golondrina (pen name)',
  })
})

test('a translation and its original name each other', () => {
  const [original, translation] = [articleOf('/es/uno/'), articleOf('/en/uno/')]
  expect(original['workTranslation']).toMatchObject({ '@id': translation['@id'] })
  expect(translation['translationOfWork']).toMatchObject({ '@id': original['@id'] })
  expect(articleOf('/en/three/')).toHaveProperty('workTranslation')
})

test('corrections are told with their days', () => {
  expect(articleOf('/en/uno/')).toMatchObject({
    datePublished: '2026-03-01',
    dateModified: '2026-03-05',
    correction: [{ '@type': 'CorrectionComment', datePublished: '2026-03-05', text: 'Uno' }],
  })
  expect(articleOf('/en/three/')).not.toHaveProperty('correction')
})

test('nothing but stories is called an article', () => {
  for (const page of ['/', '/es/', '/es/cuatro/', '/es/firmas/golondrina/', '/404.html'])
    expect(outlineHtml(fileText(site, page)).blocks).toEqual([])
})
