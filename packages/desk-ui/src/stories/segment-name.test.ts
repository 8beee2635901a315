import { expect, test } from 'vitest'
import { texts } from '../texts/index.ts'
import { segmentName, type NamedSegment } from './segment-name.ts'

const segments: readonly NamedSegment[] = [
  { id: 'a', kind: 'paragraph' },
  { id: 'b', kind: 'quotation' },
  { id: 'c', kind: 'heading' },
  { id: 'd', kind: 'paragraph' },
  { id: 'e', kind: 'picture' },
  { id: 'f', kind: 'quotation' },
]
const names = ({ language }: { language: 'en' | 'es' }) =>
  ['a', 'b', 'c', 'd', 'e', 'f', 'gone'].map((id) => segmentName(id, segments, texts[language]))

test('a segment is named by its kind, and counted among its like where there are several', () => {
  expect(names({ language: 'es' })).toEqual([
    'Párrafo 1',
    'Cita 1',
    'Subtítulo',
    'Párrafo 2',
    'Pie de foto',
    'Cita 2',
    undefined,
  ])
  expect(names({ language: 'en' })).toEqual([
    'Paragraph 1',
    'Quotation 1',
    'Heading',
    'Paragraph 2',
    'Photo caption',
    'Quotation 2',
    undefined,
  ])
})
