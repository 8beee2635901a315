import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentOf, segmentOf } from './document.fixture.ts'
import { ALSO_FROM, BODY, CHOICES, readDraft } from './read-draft.ts'
import type { StoryDraft } from './story-draft.ts'

const nowhere = { es: '', en: '' }

/** What each segment says, with emphasis in asterisks. */
function said(doc: Y.Doc) {
  const inOne = (spans: StoryDraft['segments'][number]['text']['es']) =>
    spans.map(({ text, emphasis }) => (emphasis ? `*${text}*` : text)).join('|')
  return readDraft(doc).segments.map(({ text }) => [inOne(text.es), inOne(text.en)])
}

function idsOf(...ids: readonly string[]) {
  const doc = documentOf(...ids.map((id) => segmentOf({ id })))
  return readDraft(doc).segments.map(({ id }) => id)
}

describe('a document', () => {
  test('that is empty is an empty draft', () => {
    const { fields, choices, segments, alsoFrom } = readDraft(new Y.Doc())
    expect(fields.headline).toEqual(nowhere)
    expect(choices).toEqual({ penName: '', series: '', part: '' })
    expect(segments).toEqual([])
    expect(alsoFrom).toEqual([])
  })

  test('is read as it was typed', () => {
    const doc = documentOf(
      segmentOf({ id: 'a1', kind: 'heading' }, ['es', 'El agua'], ['en', 'The water']),
      segmentOf(
        {
          ...{ id: 'b2', kind: 'quotation', speakerKind: 'public', speakerEs: 'La alcaldesa' },
          ...{ speakerEn: 'The mayor', saidOn: '2026-03-01', whereEs: 'Radio', spokenIn: 'es' },
          figures: 'own-estimate',
        },
        ['es', 'No hay'],
      ),
      segmentOf({ id: 'c3', kind: 'picture', figures: 'x' }, ['es', 'Un pozo']),
    )
    doc.getText('headline.es').insert(0, 'Sin agua')
    doc.getMap(CHOICES).set('penName', 'ab'.repeat(16))
    const { fields, choices, segments } = readDraft(doc)
    expect(fields.headline).toEqual({ es: 'Sin agua', en: '' })
    expect(choices.penName).toBe('ab'.repeat(16))
    expect(segments).toMatchObject([
      { id: 'a1', kind: 'heading', text: { es: [{ text: 'El agua' }] } },
      {
        id: 'b2',
        kind: 'quotation',
        text: { es: [{ text: 'No hay' }], en: [] },
        quotation: {
          speakerKind: 'public',
          speaker: { es: 'La alcaldesa', en: 'The mayor' },
          saidOn: '2026-03-01',
          where: { es: 'Radio', en: '' },
          exactWords: '',
          figures: 'own-estimate',
        },
      },
      { id: 'c3', kind: 'picture', quotation: { figures: '' } },
    ])
  })
})

test('the sources behind a story are those that somebody chose, in the order of their ids', () => {
  const doc = new Y.Doc()
  const chosen = doc.getMap(ALSO_FROM)
  const [first, second, third] = ['0a', '0b', '0c'].map((digits) => digits.repeat(16))
  for (const id of [third, first, second, 'somebody']) chosen.set(id ?? '', true)
  chosen.set(second ?? '', false)
  expect(readDraft(doc).alsoFrom).toEqual([first, third])
})

describe('what a merge leaves', () => {
  test('a language that is there twice is joined, as two texts', () => {
    const doc = documentOf(segmentOf({}, ['es', 'uno'], ['en', 'one'], ['es', 'dos'], ['es']))
    expect(said(doc)).toEqual([['uno dos', 'one']])
  })

  test('two texts of one element are one', () => {
    expect(said(documentOf(segmentOf({}, ['es', 'u', 'no'])))).toEqual([['uno', '']])
  })

  test('text outside of a language, a segment or both is not lost', () => {
    const segment = segmentOf({}, ['es', 'uno'])
    const doc = documentOf(segment, new Y.XmlText('dos'), new Y.XmlElement('en'))
    segment.push([new Y.XmlText('!')])
    doc.getXmlFragment(BODY).push([segmentOf({}, ['blockquote', 'tres'])])
    expect(said(doc).slice(0, 2)).toEqual([
      ['uno!', ''],
      ['dos', ''],
    ])
    expect(said(doc).at(-1)).toEqual(['tres', ''])
  })

  test('a language inside the other keeps its words', () => {
    const doc = documentOf(segmentOf({}, ['es', 'uno']))
    const spanish = (doc.getXmlFragment(BODY).get(0) as Y.XmlElement).get(0) as Y.XmlElement
    const english = new Y.XmlElement('en')
    spanish.push([english])
    english.push([new Y.XmlText('one')])
    expect(said(doc)).toEqual([['uno', 'one']])
  })

  test.each([
    [
      ['a', 'a', 'b', 'a'],
      ['a', 'ax2', 'b', 'ax3'],
    ],
    [
      ['a', 'a', 'ax2'],
      ['a', 'ax3', 'ax2'],
    ],
    [
      ['', 'A b', 's'],
      ['sx2', 'sx3', 's'],
    ],
  ])('of ids %j the first keeps its own', (typed, unique) => {
    expect(idsOf(...typed)).toEqual(unique)
  })

  test('a long id that is there twice stays one of 32 characters', () => {
    const id = 'z'.repeat(32)
    expect(idsOf(id, id)).toEqual([id, `${'z'.repeat(30)}x2`])
  })

  test('a kind that nobody knows is a paragraph', () => {
    const [segment] = readDraft(documentOf(segmentOf({ kind: 'table' }, ['es', 'a']))).segments
    expect(segment?.kind).toBe('paragraph')
  })

  test('spans meet without two spaces, and neighbours differ in emphasis', () => {
    const doc = documentOf(segmentOf({}, ['es', 'uno dos tres']))
    const text = ((doc.getXmlFragment(BODY).get(0) as Y.XmlElement).get(0) as Y.XmlElement).get(0)
    ;(text as Y.XmlText).format(4, 4, { em: {} })
    expect(said(doc)).toEqual([['uno |*dos *|tres', '']])
    ;(text as Y.XmlText).insert(8, ' \u200b', {})
    ;(text as Y.XmlText).format(4, 2, { 'em--abcdefgh': {} })
    expect(said(doc)).toEqual([['uno |*dos *|tres', '']])
    ;(text as Y.XmlText).format(4, 4, { em: null, 'em--abcdefgh': null })
    expect(said(doc)).toEqual([['uno dos tres', '']])
  })
})

describe('what no editor makes does not keep a draft from being read', () => {
  test('other types under the names of the draft', () => {
    const doc = new Y.Doc()
    doc.getMap(BODY).set('segment', 'x')
    doc.getArray('headline.es').push(['x'])
    doc.getText(CHOICES).insert(0, 'x')
    expect(readDraft(doc)).toEqual(readDraft(new Y.Doc()))
  })

  test('values of other types', () => {
    const segment = new Y.XmlElement<{ id: number; kind: object; saidOn: Y.Text }>('segment')
    segment.setAttribute('id', 7)
    segment.setAttribute('kind', { kind: 'heading' })
    segment.setAttribute('saidOn', new Y.Text('2026-01-01'))
    const doc = documentOf(segment as unknown as Y.XmlElement, new Y.XmlHook('x') as never)
    doc.getMap(CHOICES).set('penName', ['x'])
    doc.getMap(CHOICES).set('part', 3)
    doc.getText('slug.es').insertEmbed(0, { image: 'x' })
    expect(readDraft(doc)).toMatchObject({
      segments: [{ id: 'sx2', kind: 'paragraph', quotation: { saidOn: '' } }],
      choices: { penName: '', part: '' },
      fields: { slug: nowhere },
    })
  })

  test('elements a hundred thousand deep', () => {
    const doc = documentOf(segmentOf({}, ['es']))
    doc.transact(() => {
      let element = doc.getXmlFragment(BODY).get(0) as Y.XmlElement
      for (let depth = 0; depth < 100_000; depth++) {
        const inner = new Y.XmlElement('es')
        element.insert(0, [inner])
        element = inner
      }
      element.insert(0, [new Y.XmlText('hondo')])
    })
    expect(said(doc)).toEqual([['hondo', '']])
  })
})
