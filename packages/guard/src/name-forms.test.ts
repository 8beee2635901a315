import { describe, expect, it } from 'vitest'
import { protectedIn } from './protected-in.ts'

interface Told {
  readonly as?: 'prose' | 'address'
  readonly eachWord?: true
}

/** What of `text` was seen, as it is written. */
function seen(text: string, name: string, { as = 'prose', eachWord }: Told = {}): string[] {
  const told = { id: 'one', text: name, ...(eachWord && { eachWord }) }
  return protectedIn(text, [told], as).map(({ offset, length }) =>
    text.slice(offset, offset + length),
  )
}

describe('of a text sought by each word', () => {
  it.each([
    ['La señora Hernández camina', 'Hernández Ibarra', 'Hernández'],
    ['mi apellido es Ibarra', 'Hernández Ibarra', 'Ibarra'],
    ['mi apellido es Ibarra', 'Hernández-Ibarra', 'Ibarra'],
    ['Hernández y Díaz', 'Hernández Ibarra', 'Hernández'],
    ['con María llegó', 'María de los Ángeles', 'María'],
    ['la señora Rosa no', 'De la Rosa', 'Rosa'],
    ['Valeria se fue', 'su hija Valeria', 'Valeria'],
    ['con el apellido ibarra', 'hernández ibarra', 'ibarra'],
    ['HERNÁNDEZ', 'Hernández Ibarra', 'HERNÁNDEZ'],
  ])('one alone is found: %s (%s)', (text, name, written) => {
    expect(seen(text, name, { eachWord: true })).toEqual([written])
    expect(seen(text, name)).toEqual([])
  })

  it('in an address', () => {
    const told = { as: 'address', eachWord: true } as const
    expect(seen('caso-marina-hernandez', 'Hernández Ibarra', told)).toEqual(['hernandez'])
  })

  it.each([
    ['una rosa de los vientos', 'De la Rosa'],
    ['su hija de la señora', 'su hija Valeria'],
    ['doña Luz y don Chuy', 'Don Beto Ruiz'],
    ['de la vista de los de San Juan', 'De la Mora San'],
  ])('nothing is found that is no name: %s (%s)', (text, name) => {
    expect(seen(text, name, { eachWord: true })).toEqual([])
  })
})

describe('an article or title is left out', () => {
  it.each([
    ['le dicen al Güero', 'El Güero', 'Güero'],
    ['la gente del güero', 'El Güero', 'güero'],
    ['they call him “the Güero”', 'El Güero', 'Güero'],
    ['reportera del Debate', 'El Debate', 'Debate'],
    ['municipio del Fuerte', 'El Fuerte', 'Fuerte'],
    ['the Mochis market', 'Los Mochis', 'Mochis'],
    ['the Quintas district', 'Las Quintas', 'Quintas'],
    ['le llaman al Mocho', 'el Mocho', 'Mocho'],
    ['she works for the Jefa', 'La Jefa', 'Jefa'],
    ['habló Beto', 'Don Beto', 'Beto'],
    ['the Benito Juárez school', 'Colegio Benito Juárez', 'Benito Juárez'],
    ['en Hidalgo 25', 'calle Hidalgo 25', 'Hidalgo 25'],
  ])('%s (%s)', (text, name, written) => {
    expect(seen(text, name)).toEqual([written])
  })

  it.each([
    ['un niño güero', 'El Güero'],
    ['un muro fuerte', 'El Fuerte'],
    ['la jefa y una Jefa', 'Una Jefa'],
    ['su jefa', 'La Jefa'],
    ['a Cruz le tocó', 'La Cruz'],
    ['hubo debate', 'El Debate'],
    ['Hidalgo', 'calle Hidalgo'],
  ])('not where only a common word is left: %s (%s)', (text, name) => {
    expect(seen(text, name)).toEqual(name === 'Una Jefa' ? ['una Jefa'] : [])
  })

  it('in an address only after another article', () => {
    expect(seen('el-diario-del-debate', 'El Debate', { as: 'address' })).toHaveLength(1)
    expect(seen('sin-debate-alguno', 'El Debate', { as: 'address' })).toEqual([])
  })
})

describe('a whole name', () => {
  it.each([
    'Hernández, Marina',
    'HERNÁNDEZ Marina',
    'hernandez-marina',
    'Marina S. Hernández',
    'Marina S. M. Hernández',
    'Marina (la Negra) Hernández',
    'Marina Hdz.',
    'Ma. Marina Hernández',
  ])('is found as %s', (written) => {
    expect(seen(`con ${written} en`, 'Marina Hernández')).toHaveLength(1)
  })

  it('of three words in any order', () => {
    for (const written of ['Hernández Ruiz, Marina', 'Ruiz Marina Hernández'])
      expect(seen(written, 'Marina Hernández Ruiz')).toEqual([written])
    expect(seen('de la Rosa, Ana', 'Ana de la Rosa')).toEqual(['de la Rosa, Ana'])
  })

  it('of more words with the surnames first', () => {
    const written = 'Hernández Ruiz, Ana María'
    expect(seen(written, 'Ana María Hernández Ruiz')).toEqual([written])
  })

  it('once, however many of its forms are said at once', () => {
    expect(seen('Marina Hernández', 'Marina Hernández', { eachWord: true })).toHaveLength(1)
  })

  it('is not put together of what other people are called', () => {
    for (const text of ['Marina lloró. Luego Hernández', 'Marina conoce a Hernández'])
      expect(seen(text, 'Marina Hernández')).toEqual([])
  })
})

describe('as names are shortened and multiplied', () => {
  it.each([
    ['Fam. Hdez.', 'Hernández', 'Hdez'],
    ['la de Hdz.', 'Hernández', 'Hdz'],
    ['los Fdz.', 'Fernández', 'Fdz'],
    ['los Glez.', 'González', 'Glez'],
    ['Mtz, R.', 'Martínez', 'Mtz'],
    ['Rdz', 'Rodríguez', 'Rdz'],
    ['Ma. Elena', 'María', 'Ma'],
    ['Mª Elena', 'María', 'Mª'],
    ['los Cruces', 'Cruz', 'Cruces'],
    ['los Ruices', 'Ruiz', 'Ruices'],
  ])('%s (%s)', (text, name, written) => {
    expect(seen(text, name)).toEqual([written])
  })

  it.each([
    ['entre cruces y flores', 'Cruz'],
    ['her Ma and ma.', 'María'],
    ['Hdezma', 'Hernández'],
  ])('but not %s (%s)', (text, name) => {
    expect(seen(text, name)).toEqual([])
  })
})

describe('numbers', () => {
  it.each([
    ['llame al 667 765 4321', '667 123 4567 / 667 765 4321'],
    ['6677654321', '667 123 4567, 667 765 4321'],
    ['667 765 4321', '667 123 4567 y 667 765 4321'],
    ['al 123 4567', '667 123 4567'],
    ['al 123-45-67', '667 123 4567'],
    ['al 1234567', '+52 667 123 4567'],
    ['al 1234 5678', '55 1234 5678'],
  ])('several in one text, and as they are dialled next door: %s (%s)', (text, told) => {
    expect(seen(text, told)).toHaveLength(1)
  })

  it.each(['8 123 4567', '668 123 4567', '$1,234,567', '123 4567 8', '668-123-4567'])(
    'not within another: %s',
    (text) => {
      expect(seen(text, '667 123 4567')).toEqual([])
    },
  )
})
