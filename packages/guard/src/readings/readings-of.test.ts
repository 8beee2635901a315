import { describe, expect, it } from 'vitest'
import { readingsOf } from './readings-of.ts'
import type { Reading } from './reading.ts'

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function utf16(text: string, from: 0 | 1 = 0): Uint8Array {
  const bytes = new Uint8Array(text.length * 2 + from)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(from + at * 2, text.charCodeAt(at), true)
  return bytes
}

/** The readings of one part, as `address: text`. */
function read(path: string, text: string | Uint8Array, part: Reading['part']): string[] {
  return readingsOf(path, typeof text === 'string' ? bytesOf(text) : text)
    .filter((reading) => reading.part === part)
    .map((reading) => `${reading.as}: ${reading.text}`)
}

describe('a path', () => {
  it('is an address, with its escapes read', () => {
    expect(read('/es/pe%C3%B1a.html', '', 'path')).toEqual(['address: /es/peña.html'])
    expect(read('/es/100%', '', 'path')).toEqual(['address: /es/100%'])
  })
})

describe('a page', () => {
  const page = (body: string): string => `<!doctype html><html><body>${body}</body></html>`

  it('joins what stands within a line and parts what stands in blocks', () => {
    const [text] = read(
      '/a.html',
      page('<p>Her<b>n&aacute;n</b><wbr>dez</p><p>Ana<br>Luz</p>'),
      'text',
    )
    expect(text?.replaceAll(/\n+/gu, '/')).toBe('prose: /Hernández/Ana/Luz/')
  })

  it('keeps a note apart from the word it hangs on', () => {
    expect(read('/a.html', page('Ana<sup>1</sup>'), 'text')[0]).toContain('Ana 1')
  })

  it('has attributes, as sentences where they are written and as addresses where not', () => {
    const attributes = read(
      '/a.html',
      page('<img src=/marina.webp alt="Marina y Ana" class="a b" data-her-nandez title=Marina>'),
      'attribute',
    )
    expect(attributes).toEqual([
      'address: /marina.webp',
      'prose: Marina y Ana',
      'prose: a b',
      'address: a b',
      'address: her-nandez',
      'address: Marina',
    ])
  })

  it('reads the entities of attributes, areas of text and titles', () => {
    const all = readingsOf(
      '/a.html',
      bytesOf(
        '<title>&ntilde;u&ntilde;ez</title><a title="n&uacute;&#241;ez">x</a><textarea>n&#xfa;&ntilde;ez</textarea>',
      ),
    ).map(({ text }) => text)
    expect(all.some((text) => text.includes('ñuñez'))).toBe(true)
    expect(all).toContain('núñez')
    expect(all.filter((text) => text.trim().endsWith('núñez')).length).toBeGreaterThan(1)
  })

  it('has scripts, whose data is read string by string', () => {
    const data = read(
      '/a.html',
      page(
        '<script type="application/ld+json">{"name":"N\\u00fa\\u00f1ez Ana","tel":6671234567}</script>',
      ),
      'data',
    )
    expect(data).toEqual(
      ['address: tel', 'prose: Núñez Ana', 'address: name', 'address: 6671234567'].sort(
        byText(data),
      ),
    )
  })

  it('has code, with its escapes read', () => {
    const raw = read(
      '/a.html',
      page('<script>say("N\\u{fa}\\xf1ez")</script><style>p{}</style>'),
      'raw',
    )
    expect(raw).toContain('address: say("N\\u{fa}\\xf1ez")')
    expect(raw).toContain('address: say("Núñez")')
  })

  it.each([
    ['a comment', '<p>x</p><!-- Hernández -->'],
    ['an element that is no known one', '<hernández-x>x</hernández-x>'],
    ['an end tag', '<p>x</p hernández><p>y</p>'],
    ['a tag that never ends', '<p>x</p><a href="hernández'],
    ['an attribute that never ends', "<p>x</p><a title='hernández</a>"],
    ['a comment that never ends', '<p>x</p><!-- hernández'],
    ['a processing instruction', '<?php hernández ?>'],
    ['a CDATA section', '<![CDATA[hernández]]>'],
    ['a script that never ends', '<script>hernández'],
    ['a style', '<style>.x::after{content:"hern\\e1 ndez"}</style>'],
    ['a page in an attribute', '<iframe srcdoc="<p>her<b>nán</b>dez">'],
    ['a template', '<template><p>hernández</p></template>'],
    ['a name of an attribute', '<p data-hernández="x">'],
    ['a vector drawing', '<svg><title>hernández</title></svg>'],
    ['a doubled attribute', '<p title="x" title="hernández">'],
  ])('hides nothing in %s', (_where, body) => {
    const all = readingsOf('/a.html', bytesOf(`<!doctype html>${body}`))
    expect(all.some(({ text }) => text.toLowerCase().includes('hernández'))).toBe(true)
  })
})

function byText(order: readonly string[]): (one: string, other: string) => number {
  return (one, other) => order.indexOf(one) - order.indexOf(other)
}

describe('a feed', () => {
  it('is read with the pages that stand in it escaped', () => {
    const feed =
      '<?xml version="1.0"?><feed><title>Uno</title><entry><content type="html">&lt;p&gt;Her&lt;b&gt;n&amp;aacute;n&lt;/b&gt;dez&lt;/p&gt;</content></entry></feed>'
    const texts = read('/es/feed.atom', feed, 'text')
    expect(texts.some((text) => text.includes('Hernández'))).toBe(true)
  })

  it('is read in its CDATA, addresses and odd entities', () => {
    const feed =
      '<feed><link href="/es/marina"/><id>urn:x</id><name><![CDATA[Nú&ntilde;ez]]></name><link>https://a.example/b</link></feed>'
    expect(read('/feed.xml', feed, 'attribute')).toContain('address: /es/marina')
    const texts = read('/feed.xml', feed, 'text')
    expect(texts.some((text) => text.includes('Núñez'))).toBe(true)
    expect(texts.some((text) => text.includes('https://a.example/b'))).toBe(true)
  })
})

it('a feed that holds a page that holds data that holds a page is read to the end', () => {
  const inner = JSON.stringify({ html: '<p>n&uacute;<b>&ntilde;</b>ez</p>' }).replaceAll(
    '<',
    '\\u003c',
  )
  const html = `<script type="application/ld+json">${inner}</script>`
  const feed = `<feed><content type="html">${html.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</content></feed>`
  expect(read('/es/feed.atom', feed, 'text').map((text) => text.trim())).toContain('prose: \nnúñez')
})

describe('data and code', () => {
  it('is read string by string where it is JSON', () => {
    const json = '{"a":["Ana Luz",{"b-c":"uno"}],"clabe":123456789012345678}'
    expect(read('/x.webmanifest', json, 'data')).toEqual(
      [
        'address: a',
        'address: clabe',
        'prose: Ana Luz',
        'address: b-c',
        'address: uno',
        'address: 123456789012345678',
      ].sort(byText(read('/x.webmanifest', json, 'data'))),
    )
    expect(read('/x.webmanifest', json, 'raw')).toEqual([])
  })

  it('is read raw where it is none', () => {
    expect(read('/x.json', '{"a":"N\\u00fa\\u00f1ez",}', 'raw')).toContain('prose: {"a":"Núñez",}')
    expect(read('/x.js', 'const marina = 1', 'raw')).toEqual(['address: const marina = 1'])
    expect(read('/x.js', 'say("\\nana")', 'raw')).toContain('address: say(" ana")')
    expect(read('/robots.txt', 'Disallow: /es', 'raw')).toEqual(['prose: Disallow: /es'])
  })

  it('is read to any depth', () => {
    const deep = `${'['.repeat(50_000)}"Ana"${']'.repeat(50_000)}`
    const all = readingsOf('/x.json', bytesOf(deep))
    expect(all.some(({ text }) => text.includes('Ana'))).toBe(true)
  })
})

describe('bytes', () => {
  it('are read as UTF-16 with and without its mark', () => {
    const ana = utf16('\ufeffAna')
    const bigEndian = ana.map((_, at) => ana[at ^ 1] ?? 0)
    expect(read('/a.txt', ana, 'raw')).toEqual(['prose: Ana'])
    expect(read('/a.txt', bigEndian, 'raw')).toEqual(['prose: Ana'])
    expect(read('/a.bin', utf16('de Núñez'), 'raw')).toContain('prose: de Núñez')
    expect(read('/a.bin', utf16('de Núñez', 1), 'raw')).toContain('prose: de Núñez')
  })

  it('are read as Latin-1 where they are no UTF-8', () => {
    const bytes = Uint8Array.from('Núñez', (letter) => letter.charCodeAt(0))
    expect(read('/a.txt', bytes, 'raw')).toContain('prose: Núñez')
  })

  it('of no text give what can be read in them', () => {
    const image = new Uint8Array([0x89, 0x50, 0, 1, 2, 3, ...bytesOf('Autor: Núñez'), 0, 7, 8, 9])
    expect(read('/a.png', image, 'raw')).toContain('prose: Autor: Núñez')
  })

  it('of nothing say nothing but the path', () => {
    expect(readingsOf('/', new Uint8Array())).toEqual([])
    expect(readingsOf('/a', new Uint8Array())).toHaveLength(1)
  })
})
