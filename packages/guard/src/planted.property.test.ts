import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figuresIn, protectedIn, readingsOf } from './index.ts'
import type { ProtectedText, Sighting } from './index.ts'

const NAMES = [
  'Marina',
  'Hernández Ruiz',
  'Núñez',
  'El Farallón',
  'Ana',
  'Peñasquitos',
  'Óscar Ibáñez',
]
const accents: Readonly<Record<string, readonly string[]>> = {
  a: ['á', 'a\u0301', 'à', 'ａ', 'ª'],
  e: ['é', 'E\u0301', 'ë'],
  i: ['í', 'ï'],
  n: ['ñ', 'n\u0303', 'Ñ'],
  o: ['ó', 'O', 'º'],
  u: ['ü', 'ú'],
}
const UNSEEN = ['', '', '', '\u00ad', '\u200b', '\u2060', '\ufeff', '\u200d']
const BREAKS = ['', '', '', '', '-\n', '-\r\n  ', '\u2010\n']
const BETWEEN_WORDS = [' ', '\n', '\u00a0', ' \n  ', '-', '_', '. ', ' , ', '']

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

/** The name as somebody might write it: any case, accents or none, broken, with invisible characters. */
function disguised(name: string, between = BETWEEN_WORDS): fc.Arbitrary<string> {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '')
  const letters = [...plain].map((letter, at) => {
    if (letter === ' ') return fc.constantFrom(...between)
    const forms = [letter, letter.toUpperCase(), letter.toLowerCase(), ...(accents[letter] ?? [])]
    const isLast = at === plain.length - 1 || plain[at + 1] === ' '
    const ending = isLast ? fc.constant('') : fc.constantFrom(...BREAKS)
    return fc
      .tuple(fc.constantFrom(...forms), fc.constantFrom(...UNSEEN), ending)
      .map((parts) => parts.join(''))
  })
  return fc.tuple(...letters).map((parts) => parts.join(''))
}

/** As HTML: some letters as entities, some inside tags of the line. */
function asHtml(text: string): fc.Arbitrary<string> {
  const pieces = [...text].map((letter) => {
    const code = letter.codePointAt(0) ?? 0
    return fc.constantFrom(
      letter,
      letter,
      `&#${code};`,
      `&#x${code.toString(16)};`,
      `<b>${letter}</b>`,
      `<!-- x -->${letter}`,
      `<span class="a">${letter}</span>`,
    )
  })
  return fc.tuple(...pieces).map((parts) => parts.join(''))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function asUnicodeEscapes(text: string): string {
  return text.replaceAll(
    /[^a-z ]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const page = (head: string, body: string): string =>
  `<!doctype html><html lang="es"><head><title>Nota</title>${head}</head><body>${body}</body></html>`

/** Files that say `written` in one of the ways in which a site can. */
function carrying(written: string): fc.Arbitrary<readonly [path: string, text: string]> {
  const inLine = written.replaceAll(/[\r\n ]+/gu, ' ')
  const files: fc.Arbitrary<readonly [string, string]>[] = [
    asHtml(written).map((html) => ['/a.html', page('', `<p>Dice ${html}.</p>`)]),
    asHtml(written).map((html) => [
      '/feed.atom',
      `<?xml version="1.0"?><feed><content type="html">${escaped(`<p>Dice ${html}</p>`)}</content></feed>`,
    ]),
    asHtml(written).map((html) => [
      '/a.html',
      page('', `<iframe srcdoc="${escaped(`<i>${html}</i>`)}"></iframe>`),
    ]),
  ]
  const plain: readonly (readonly [string, string])[] = [
    ['/a.html', page('', `<img alt="${escaped(written)}" src=x>`)],
    ['/a.html', page(`<meta name="description" content="De ${escaped(written)} hoy">`, '')],
    [
      '/a.html',
      page(
        `<script type="application/ld+json">${JSON.stringify({ about: [{ name: written }] })}</script>`,
        '',
      ),
    ],
    ['/a.html', page(`<script>const name = "${asUnicodeEscapes(inLine)}"</script>`, '')],
    ['/a.html', page('', `<a href="/es/${encodeURIComponent(written)}">x</a>`)],
    ['/a.html', page('', `<!-- ${written} -->`)],
    ['/a.html', page('', `<textarea>${escaped(written)}</textarea>`)],
    ['/a.html', page('', `<svg><desc>${escaped(written)}</desc></svg>`)],
    ['/feed.atom', `<feed><title><![CDATA[${written}]]></title></feed>`],
    ['/site.webmanifest', JSON.stringify({ [written]: 1 })],
    [
      '/index.json',
      asUnicodeEscapes(
        JSON.stringify({ text: `Dice ${written}` })
          .replaceAll('\\n', ' ')
          .replaceAll('\\r', ' '),
      ),
    ],
    ['/site.css', `.x::after { content: "${inLine}" }`],
    ['/robots.txt', `Disallow: ${written}`],
    [`/es/${encodeURIComponent(written)}.html`, page('', 'x')],
  ]
  return fc.oneof(...files, fc.constantFrom(...plain))
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function sightingsIn(path: string, bytes: Uint8Array, texts: readonly ProtectedText[]): Sighting[] {
  return readingsOf(path, bytes).flatMap(({ as, text }) => [...protectedIn(text, texts, as)])
}

const planted = fc
  .constantFrom(...NAMES)
  .chain((name) => fc.tuple(fc.constant(name), disguised(name).chain(carrying)))

describe('a planted text', () => {
  it('is found in any mixture of case, accents, breaks, entities, tags, attributes and escapes', () => {
    fc.assert(
      fc.property(planted, ([name, [path, text]]) => {
        expect(sightingsIn(path, bytesOf(text), [{ id: 'one', text: name }])).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('is found where it is told in a disguise of its own', () => {
    const apart = BETWEEN_WORDS.filter((gap) => gap !== '')
    const told = fc
      .constantFrom(...NAMES)
      .chain((name) => fc.tuple(fc.constant(name), disguised(name, apart)))
    fc.assert(
      fc.property(told, ([name, text]) => {
        expect(protectedIn(`con ${name}.`, [{ id: 'one', text }], 'prose')).toHaveLength(1)
      }),
    )
  })

  it('is found as a number in any grouping', () => {
    const grouped = fc
      .tuple(
        fc.constantFrom('', '52', '+52 ', '+52 1 ', '521', '044 '),
        fc.array(fc.constantFrom('', '', ' ', '-', '.', ') ', '\u00a0', '\n', ' - '), {
          minLength: 9,
          maxLength: 9,
        }),
      )
      .map(
        ([before, gaps]) =>
          before + Array.from('6671234567', (digit, at) => digit + (gaps[at] ?? '')).join(''),
      )
    fc.assert(
      fc.property(grouped, (text) => {
        expect(
          protectedIn(`tel ${text}, oficina`, [{ id: 'one', text: '667 123 4567' }], 'prose'),
        ).toHaveLength(1)
      }),
    )
  })
})

describe('a text that does not say it', () => {
  // Near misses: few letters, all of the name, and everything that may stand between them.
  const nearby = fc
    .array(
      fc.constantFrom(
        'a',
        'n',
        'e',
        'á',
        'Ñ',
        ' ',
        ' ',
        '-',
        '\n',
        '\u00ad',
        '.',
        '1',
        's',
        '<b>',
        '%41',
        '&ntilde;',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''))
  const names = fc.constantFrom('Ana', 'Nena', 'Aena', 'Anna Nea', 'Eannea')

  /** In the singular or plural, turned round, or with a little between its words. */
  function isWritten(name: string, written: string): boolean {
    const words = name.split(' ').map(bare)
    const forms = [words, [...words].reverse()].map((form) => form.join('.{0,60}'))
    return new RegExp(`^(?:${forms.join('|')})(?:e?s)?$`, 'u').test(written)
  }

  it('gives no sighting that is not the name itself', () => {
    fc.assert(
      fc.property(
        nearby,
        names,
        fc.constantFrom('prose' as const, 'address' as const),
        (text, name, as) => {
          for (const { offset, length } of protectedIn(text, [{ id: 'one', text: name }], as)) {
            const written = bare(text.slice(offset, offset + length).replaceAll('%41', 'a'))
            expect(isWritten(name, written)).toBe(true)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('gives none if its letters never stand in that order', () => {
    const others = Array.from('bcdfghjklmpqrstvwxyz áéí-\n<>&;"=/%\\')
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...others),
          maxLength: 300,
        }),
        (text) => {
          const texts = [
            { id: 'one', text: 'Ana' },
            { id: 'two', text: 'Onuno' },
          ]
          expect(sightingsIn('/a.html', bytesOf(text), texts)).toEqual([])
        },
      ),
    )
  })
})

describe('whatever it is given', () => {
  const fragments = fc.constantFrom(
    '<',
    '</',
    '<!--',
    '-->',
    '<script>',
    '</script>',
    '<![CDATA[',
    ']]>',
    '<?xml ',
    '?>',
    '&',
    '&#x',
    '&#1114112;',
    '&ntilde',
    ';',
    '"',
    "'",
    '=',
    '\\',
    '\\u',
    '\\u{110000}',
    '\\x4',
    '%',
    '%C3',
    '%25',
    '{',
    '[',
    '":',
    '<textarea>',
    '<svg/>',
    '\u0000',
    '\ud800',
    '\udc00',
    'ﷺ',
    'İ',
    'a',
    ' ',
    '\n',
  )
  const structured = fc.array(fragments, { maxLength: 80 }).map((parts) => parts.join(''))
  const anyText = fc.oneof(
    structured,
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme' }),
  )
  const anyBytes = fc.oneof(
    structured.map(bytesOf),
    fc.uint8Array({ maxLength: 600 }),
    fc.string({ unit: 'binary' }).map(bytesOf),
  )
  const anyPath = fc.oneof(
    fc.constantFrom('/a.html', '/a.xml', '/a.json', '/a.js', '/a.png', '/a', ''),
    anyText,
  )

  it('readingsOf never throws, says nothing twice, and everything that it says can be looked through', () => {
    fc.assert(
      fc.property(anyPath, anyBytes, (path, bytes) => {
        const readings = readingsOf(path, bytes)
        expect(new Set(readings.map(({ part, as, text }) => `${part} ${as} ${text}`)).size).toBe(
          readings.length,
        )
        for (const { as, text } of readings) protectedIn(text, [{ id: 'one', text: 'Ana' }], as)
      }),
      { numRuns: 1000 },
    )
  })

  it('protectedIn never throws, and a sighting lies within the text', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.constantFrom('prose' as const, 'address' as const),
        (text, name, as) => {
          for (const { offset, length, excerpt } of protectedIn(
            text,
            [{ id: 'one', text: name }],
            as,
          )) {
            expect(length).toBeGreaterThan(0)
            expect(offset + length).toBeLessThanOrEqual(text.length)
            expect(excerpt.length).toBeLessThanOrEqual(80)
            expect(text).toContain(excerpt)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('figuresIn never throws, and figures lie in the text in order and apart', () => {
    const numbers = fc.constantFrom(
      '2',
      '40',
      '1,200',
      '1.5',
      '2025',
      'mil',
      'dos',
      'millones',
      'y',
      'de',
      'cada',
      '%',
      'por',
      'ciento',
      'marzo',
      'a',
      'las',
      'tercio',
      'mitad',
      'la',
      'medio',
      'half',
      'hundred',
      'and',
      '-',
      ',',
      'quarter',
      '12/03/2025',
    )
    const wording = fc.array(numbers, { maxLength: 20 }).map((parts) => parts.join(' '))
    fc.assert(
      fc.property(
        fc.oneof(wording, anyText),
        fc.constantFrom('es' as const, 'en' as const),
        (text, language) => {
          let before = 0
          for (const { value, offset, length } of figuresIn(text, language)) {
            expect(Number.isFinite(value)).toBe(true)
            expect(offset).toBeGreaterThanOrEqual(before)
            expect(length).toBeGreaterThan(0)
            before = offset + length
            expect(before).toBeLessThanOrEqual(text.length)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
