import { describe, expect, it } from 'vitest'
import { figuresIn } from './figures-in.ts'

/** `40 %: cuarenta por ciento`, for each figure. */
function said(text: string, language: 'es' | 'en'): string[] {
  return figuresIn(text, language).map(({ value, unit, offset, length }) => {
    const rounded = Math.round(value * 100) / 100
    return `${rounded}${unit === 'count' ? '' : ' %'}: ${text.slice(offset, offset + length)}`
  })
}

describe('in Spanish', () => {
  it.each([
    ['El 40 % y el 7.5%', ['40 %: 40 %', '7.5 %: 7.5%']],
    ['cuarenta por ciento', ['40 %: cuarenta por ciento']],
    ['el 40 por ciento', ['40 %: 40 por ciento']],
    ['4 de cada 10', ['40 %: 4 de cada 10']],
    ['Cuatro de cada diez mujeres', ['40 %: Cuatro de cada diez']],
    ['uno de cada cinco', ['20 %: uno de cada cinco']],
    ['una caja de cada tres', ['33.33 %: una caja de cada tres']],
    ['casi la mitad de mis clientas', ['50 %: la mitad']],
    ['un tercio, dos terceras partes', ['33.33 %: un tercio', '66.67 %: dos terceras partes']],
    ['una cuarta parte; un cuarto de los niños', ['25 %: una cuarta parte', '25 %: un cuarto']],
    ['entre 40 y 50 por ciento', ['40 %: 40', '50 %: 50 por ciento']],
    ['1,200 o 1.200 o 1 200', ['1200: 1,200', '1200: 1.200', '1200: 1 200']],
    ['1,200.50; 1.200,50; 0.25', ['1200.5: 1,200.50', '1200.5: 1.200,50', '0.25: 0.25']],
    ['mil doscientos; veintiún', ['1200: mil doscientos', '21: veintiún']],
    ['treinta y cinco y dieciséis', ['35: treinta y cinco', '16: dieciséis']],
    ['2 mil 500 pesos', ['2500: 2 mil 500']],
    ['dos millones quinientos mil', ['2500000: dos millones quinientos mil']],
    ['3 mil millones', ['3000000000: 3 mil millones']],
    ['medio millón, millón y medio', ['500000: medio millón', '1500000: millón y medio']],
    ['media docena', ['6: media docena']],
    ['doce años vendiendo', ['12: doce']],
    ['a las cinco mujeres les pagan 2000 pesos', ['5: cinco', '2000: 2000']],
    ['$2025 por 40km', ['2025: 2025', '40: 40']],
    ['en los 90 días, en los 90 puestos', ['90: 90', '90: 90']],
    ['911 pesos, llamé a 89 casas', ['911: 911', '89: 89']],
    ['unas 24 horas después, las 24 familias', ['24: 24', '24: 24']],
    ['$2M, cada 7 Oxxos', ['2: 2', '7: 7']],
  ])('%s', (text, figures) => {
    expect(said(text, 'es')).toEqual(figures)
  })

  it.each([
    'en 2025, desde 1998, dos mil veinticinco',
    'el 12 de marzo de 2025 y el doce de marzo',
    'del 3 al 5 de mayo, 12/03/2025, 2025-03-12',
    'a las 5, a las cinco de la tarde, a las 14:30, entre las 5 y las 7, a las 22 horas',
    'a las ocho y veinte, a las siete menos diez, antes de las seis y media',
    'una mujer, uno solo, un día',
    'cientos de miles, varios millones',
    'COVID-19, AK-47, 5º lugar, 3er año, el 2do',
    'artículo 19, página 3, calle 5',
    'tel. 667 123 4567, +52 667 123 45 67, 6671234567',
    'los años noventa, en los 90, nací en el 82, desde los 80, ’82',
    'kilómetro 14, km 14, la Ley 1080, la 57, calibre 50, calibre 7.62',
    'marqué al 911, llamé al 089, el 8M, la marcha del 8M',
    'las 24 horas, un 2×1, 4x4, 7-Eleven, cuatro por cuatro',
    'a la una y media, a la 1 y media',
    'vive en un cuarto de la casa, a mitad de la calle, un cuarto de hora',
    '',
  ])('no figure: %s', (text) => {
    expect(said(text, 'es')).toEqual([])
  })
})

describe('in English', () => {
  it.each([
    ['forty percent, 40 per cent, 40%', ['40 %: forty percent', '40 %: 40 per cent', '40 %: 40%']],
    ['four out of ten, one in five', ['40 %: four out of ten', '20 %: one in five']],
    ['one crate in three', ['33.33 %: one crate in three']],
    ['two boys in three days', ['2: two', '3: three']],
    ['about half of them', ['50 %: half']],
    ['a third of them, two-thirds', ['33.33 %: a third', '66.67 %: two-thirds']],
    ['three quarters', ['75 %: three quarters']],
    ['10 to 15 percent', ['10 %: 10', '15 %: 15 percent']],
    [
      'half a million, a million and a half',
      ['500000: half a million', '1500000: a million and a half'],
    ],
    ['a hundred and twenty thousand', ['120000: a hundred and twenty thousand']],
    ['two hundred and one people', ['201: two hundred and one']],
    [
      'forty-two, twelve hundred, three dozen',
      ['42: forty-two', '1200: twelve hundred', '36: three dozen'],
    ],
    ['at five schools, 2,000 people', ['5: five', '2000: 2,000']],
    ['they march 12 blocks', ['12: 12']],
    ['twelve years selling', ['12: twelve']],
  ])('%s', (text, figures) => {
    expect(said(text, 'en')).toEqual(figures)
  })

  it.each([
    'in 2025, nineteen ninety-nine, twenty twenty-five, the 1990s',
    'March 12, 2025; 12 March; the twelfth; May 3 and 4',
    'at 5, at five o’clock, 5 p.m., 5pm, 8:30 a.m.',
    'at half past six Nieves, at ten to seven, before seven',
    'one woman, a man, once, the second half, half an hour, a third man',
    'hundreds of thousands',
    'a quarter of an hour, a quarter past six o’clock',
    'Article 19, Highway 15, Section 3, kilometre 14, kilometer 9, Law 1080, .50 caliber, caliber 50',
    "I was born in ’82, in '82, in the 90s, called 911, a 7-Eleven, 2×1",
  ])('no figure: %s', (text) => {
    expect(said(text, 'en')).toEqual([])
  })
})

it('a figure is the same in both languages', () => {
  const [spanish] = figuresIn('cuatro de cada diez', 'es')
  const [english] = figuresIn('forty per cent', 'en')
  expect([spanish?.value, spanish?.unit]).toEqual([english?.value, english?.unit])
  expect(figuresIn('dos tercios', 'es')[0]?.value).toBe(
    figuresIn('two out of three', 'en')[0]?.value,
  )
})
