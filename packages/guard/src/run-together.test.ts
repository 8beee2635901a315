import { describe, expect, it } from 'vitest'
import { protectedIn } from './protected-in.ts'

const sightings = (text: string, ...names: readonly string[]): readonly string[] =>
  protectedIn(
    text,
    names.map((name) => ({ id: name, text: name })),
    'address',
  ).map(({ id }) => id)

describe('words run together in an address', () => {
  it.each([
    'marinahernandez',
    'hernandezmarina',
    'casahernandez',
    'familiahernandez',
    'lafamiliahernandez-2',
    'losHernandezes',
    'hernandez2026',
    'casodelasrahernandez',
    'exhernandez2',
  ])('%s says Hernández', (text) => {
    expect(sightings(text, 'Hernández')).toEqual(['Hernández'])
  })

  it('beside another word of the same source', () => {
    expect(sightings('zaldivarquintero', 'Zaldívar', 'Quintero')).toEqual(['Zaldívar', 'Quintero'])
    expect(sightings('zaldivarquintero', 'Zaldívar')).toEqual([])
  })

  it.each([
    ['antes-de-la-condena', 'Conde'],
    ['francotirador-en-la-sierra', 'Franco'],
    ['durante-la-noche', 'Durán'],
    ['los-mariachis-callaron', 'María'],
    ['marinos-en-la-calle', 'Marín'],
    ['villahermosa-espera', 'Villa'],
    ['seguramente-nadie', 'Segura'],
    ['costales-de-maiz', 'Costa'],
    ['camposanto', 'Campos'],
    ['puentear', 'Puente'],
    ['floresta', 'Flores'],
    ['montessori', 'Monte'],
    ['mariano', 'María'],
  ])('a longer word is another word: %s (%s)', (text, name) => {
    expect(sightings(text, name)).toEqual([])
  })
})

describe('a word that was broken', () => {
  const inProse = (text: string, name: string): number =>
    protectedIn(text, [{ id: 'one', text: name }], 'prose').length

  it.each([
    ['a la mora da', 'Morada'],
    ['a la mora da', 'Lamora'],
    ['dos de la rosa', 'Delarosa'],
    ['dos de la rosa', 'Delaro'],
    ['mi ra mil pesos', 'Ramil'],
    ['el mar tiene olas', 'Elmar'],
  ])('is not made of an article and a word: %s (%s)', (text, name) => {
    expect(inProse(text, name)).toBe(0)
  })

  it('is still found in its pieces', () => {
    expect(inProse('con Her nán dez aquí', 'Hernández')).toBe(1)
    expect(inProse('con Iba rra aquí', 'Ibarra')).toBe(1)
  })
})
