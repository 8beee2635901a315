import { expect, test } from 'vitest'
import { protectedInText } from './protected-in-text.ts'
import { story, storyWith, subject } from './gate.fixture.ts'

const codesOf = (summary: string) =>
  protectedInText(
    subject({ story: storyWith({ summary: { ...story.summary, es: summary } }) }),
  ).map(({ code }) => code)

test.each(['Habla la maestra Hernández.', 'Lo cuenta la señora Ibarra.'])(
  'one of two surnames is a surname: %s',
  (summary) => {
    expect(codesOf(summary)).toEqual(['protected-in-text'])
  },
)

test('one word of an employer’s name is any word', () => {
  expect(codesOf('Una calle junto a la estatua de Juárez.')).toEqual([])
})
