import { describe, expect, it } from 'vitest'
import { protectedIn } from './protected-in.ts'

/** What of `text` was seen, as it is written. */
function seen(text: string, protectedText: string, as: 'prose' | 'address' = 'prose'): string[] {
  return protectedIn(text, [{ id: 'one', text: protectedText }], as).map(({ offset, length }) =>
    text.slice(offset, offset + length),
  )
}

describe('protectedIn finds a text', () => {
  it.each([
    ['HERNÁNDEZ', 'hernandez', 'HERNÁNDEZ'],
    ['hernandez', 'Hernández', 'hernandez'],
    ['la sen\u0303ora Nun\u0303ez', 'Núñez', 'Nun\u0303ez'],
    ['doña Peña', 'pena', 'Peña'],
    ['pingüica', 'Pinguica', 'pingüica'],
    ['un ofﬁcio', 'Officio', 'ofﬁcio'],
    ['ＭＡＲＩＮＡ', 'Marina', 'ＭＡＲＩＮＡ'],
    ['Straße', 'Strasse', 'Straße'],
  ])('in any case, accent and form: %s', (text, name, written) => {
    expect(seen(text, name)).toEqual([written])
  })

  it.each([
    'Her-\nnández',
    'Her-\r\n    nández',
    'Her\u00adnández',
    'Her\u2010nández',
    'Her\u200bnán\u2060dez',
    'Her\nnández',
    'Her nández',
    'Her nán dez',
    'H e r n á n d e z',
    'H.E.R.N.Á.N.D.E.Z',
    'Hern\u0061\u0301n\u200ddez',
    'Hern%C3%A1ndez',
    'Hern%c3%a1ndez',
    'Hern%25C3%25A1ndez',
    'Hern%E1ndez',
    '%48%65rn%61%CC%81ndez',
  ])('however it is broken or escaped: %j', (written) => {
    expect(seen(`la familia ${written}, de allá`, 'Hernández')).toEqual([written])
  })

  it('in the plural and with a possessive', () => {
    expect(seen('los Flores y los Morenos', 'Moreno')).toEqual(['Morenos'])
    expect(seen('the Chapels; los Pastores', 'Pastor')).toEqual(['Pastores'])
    expect(seen("Marina's stall, Marina’s stall", 'Marina')).toEqual(['Marina', 'Marina'])
  })

  it.each(['Marina Hernández', 'marina-hernandez', 'MarinaHernández', 'Marina\u00a0\nHernandez'])(
    'of several words, whatever stands between them: %j',
    (written) => {
      expect(seen(`con ${written}.`, 'Marina Hernández')).toEqual([written])
    },
  )

  it('where words are run together', () => {
    expect(seen('/es/marinahernandez-2.jpg', 'Hernández', 'address')).toEqual(['hernandez'])
    expect(seen('hernandezmarina', 'Hernández', 'address')).toEqual(['hernandez'])
    expect(seen('fotoMarinaCasa.jpg', 'Marina', 'address')).toEqual(['Marina'])
    expect(seen('fotoAna1.jpg', 'Ana', 'address')).toEqual(['Ana'])
  })

  it.each([
    '#marinahernandez',
    '@hernandezmarina',
    'marinahernandez@example.org',
    'https://example.org/marinahernandez',
    'marinahernandez.example',
    '/fotos/marinahernandez',
  ])('run together in a tag, handle or address within prose: %s', (address) => {
    expect(seen(`Escriban a ${address} hoy`, 'Hernández')).toEqual(['hernandez'])
  })

  it('beside a footnote mark', () => {
    expect(seen('dijo Ana¹ ayer', 'Ana')).toEqual(['Ana'])
  })

  it('of letters and digits in any grouping', () => {
    for (const plate of ['VKX-12-34', 'vkx 1234', 'VKX1234', 'V.K.X. 12 34']) {
      expect(seen(`placas ${plate}, roja`, 'VKX-1234')).toEqual([plate.replace(/\.$/u, '')])
    }
    expect(seen('CURP HEGM 850101 MSLRNR 09', 'HEGM850101MSLRNR09')).toHaveLength(1)
  })

  it('every time, in order, for each text that is said', () => {
    const texts = [
      { id: 'b', text: 'Beto' },
      { id: 'a', text: 'Ana María' },
    ]
    expect(protectedIn('Ana María, Beto y ana maria', texts, 'prose').map(({ id }) => id)).toEqual([
      'a',
      'b',
      'a',
    ])
  })
})

describe('protectedIn finds a number', () => {
  it.each([
    '6671234567',
    '667 123 4567',
    '(667) 123-4567',
    '66 71 23 45 67',
    '667.123.45.67',
    '+52 667 123 4567',
    '+52 1 667 123 4567',
    '+526671234567',
    '5216671234567',
    '00526671234567',
    '044 667 123 4567',
    'tel:+52-667-123-4567',
    '667\u2009123\u20094567',
    '667 123-\n4567',
  ])('in any grouping, with or without the country: %j', (written) => {
    for (const told of ['667 123 4567', '+52 1 (667) 123-45-67', 'cel. 6671234567 ext. 8']) {
      expect(seen(`Llame al ${written} ya`, told)).toHaveLength(1)
    }
  })

  it.each([
    '16671234568',
    '99667123456700',
    '66712345670',
    '76671234567',
    '667 123 456',
    '667 abc 765 4567',
  ])('and no other: %s', (written) => {
    expect(seen(`Llame al ${written} ya`, '667 123 4567')).toEqual([])
  })
})

describe('protectedIn leaves alone', () => {
  it.each([
    ['va a nacer en la mañana', 'Ana'],
    ['va a na', 'Ana'],
    ['una semana de hermana', 'Ana'],
    ['hacen florescer y la florescencia', 'Flores'],
    ['la flor es roja', 'Flores'],
    ['la moral es otra', 'Morales'],
    ['una casa con suelo de tierra', 'Consuelo'],
    ['a mart in Culiacán', 'Martín'],
    ['enfrente a de la Cruz', 'Adela'],
    ['la luz del barrio', 'Luz del Barrio Alto'],
    ['Martínez', 'Martín'],
    ['marinero', 'Marina'],
    ['', 'Ana'],
  ])('%s (%s)', (text, name) => {
    expect(seen(text, name)).toEqual([])
  })

  it('short texts inside longer words and digests of addresses', () => {
    expect(seen('/es/semana-hermana', 'Ana', 'address')).toEqual([])
    expect(seen('sha384-9f3ana2c88e01b7d45aa6', 'Ana', 'address')).toEqual([])
    expect(seen('/es/a-na', 'Ana', 'address')).toEqual([])
  })

  it('texts with fewer than two letters or digits', () => {
    for (const nothing of ['', ' ', '—', 'M.', '%41'])
      expect(seen('a m 4 1 — M.', nothing)).toEqual([])
  })
})

describe('a sighting', () => {
  it('has at most 80 units around it and cuts no character', () => {
    const text = `${'🌵'.repeat(60)}Marina${'🌵'.repeat(60)}`
    const [sighting] = protectedIn(text, [{ id: 'one', text: 'Marina' }], 'prose')
    expect(sighting?.excerpt).toContain('Marina')
    expect(sighting?.excerpt.length).toBeLessThanOrEqual(80)
    expect(sighting?.excerpt.isWellFormed()).toBe(true)
    expect(seen(text, 'Marina')).toEqual(['Marina'])
  })

  it('cuts no word around it, unless there are only very long ones', () => {
    const before = 'Desde que cambiaron los turnos de la entrega se lo dijo a'
    const [sighting] = protectedIn(
      `${before} Marina cuando pasaron por la bodega grandísima.`,
      [{ id: 'one', text: 'Marina' }],
      'prose',
    )
    expect(sighting?.excerpt).toBe(
      'turnos de la entrega se lo dijo a Marina cuando pasaron por la bodega',
    )
    const long = 'a'.repeat(70)
    const [seenThere] = protectedIn(
      `${long} Marina ${long}`,
      [{ id: 'one', text: 'Marina' }],
      'prose',
    )
    expect(seenThere?.excerpt).toHaveLength(80)
  })

  it('gives the whole of a short text', () => {
    const [sighting] = protectedIn('vive en Imala', [{ id: 'one', text: 'Imala' }], 'prose')
    expect(sighting).toEqual({ id: 'one', excerpt: 'vive en Imala', offset: 8, length: 5 })
  })
})

it('a list that was changed after its use is read anew', () => {
  const texts = [{ id: 'one', text: 'Marina' }]
  expect(protectedIn('Imala', texts, 'prose')).toEqual([])
  texts.push({ id: 'two', text: 'Imala' })
  expect(protectedIn('Imala', texts, 'prose')).toHaveLength(1)
  texts[0] = { id: 'one', text: 'Cosalá' }
  expect(protectedIn('Cosalá', texts, 'prose')).toHaveLength(1)
})
