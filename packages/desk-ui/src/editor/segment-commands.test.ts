import { describe, expect, it } from 'vitest'
import { deleteAcrossCells, withoutSelection } from './delete-across-cells.ts'
import { joinBackward, joinForward } from './join-segments.ts'
import { selectColumn, toOtherLanguage } from './other-language.ts'
import { pasteText } from './paste-text.ts'
import { selectedText } from './cells.ts'
import { setKind, toggleEmphasis } from './segment-commands.ts'
import { splitSegment } from './split-segment.ts'
import {
  after,
  bodyOf,
  cursorOf,
  editing,
  namesOf,
  selecting,
  textsOf,
} from './story-state.fixture.ts'

const newId = () => 'new'
const pair = () =>
  bodyOf(['El puente cerró.', 'The bridge closed.'], ['Nadie salió.', 'Nobody left.'])

describe('Enter', () => {
  const split = splitSegment(newId)

  it('cuts a paragraph in the language of the cursor and leaves the other where it is', () => {
    const state = after(editing(pair(), 0, 'es', 9), split)!
    expect(textsOf(state)).toEqual([
      ['El puente', 'The bridge closed.'],
      [' cerró.', ''],
      ['Nadie salió.', 'Nobody left.'],
    ])
    expect(cursorOf(state)).toEqual([1, 'es', 0])
    expect(namesOf(state)).toEqual(['s1 paragraph', 'new paragraph', 's2 paragraph'])
  })

  it('begins an empty segment at the end, in the same language', () => {
    const state = after(editing(pair(), 0, 'en', 18), split)!
    expect(textsOf(state)[1]).toEqual(['', ''])
    expect(cursorOf(state)).toEqual([1, 'en', 0])
  })

  it('begins one in front at the beginning, so that the text stays beside its translation', () => {
    const state = after(editing(pair(), 1, 'es', 0), split)!
    expect(textsOf(state)).toEqual([
      ['El puente cerró.', 'The bridge closed.'],
      ['', ''],
      ['Nadie salió.', 'Nobody left.'],
    ])
    expect(cursorOf(state)).toEqual([2, 'es', 0])
  })

  it('keeps a quotation that is cut in two a quotation of the same speaker', () => {
    const quotation = after(editing(pair(), 0, 'es', 9), setKind('quotation'))!
    const state = after(quotation, split)!
    expect(namesOf(state).slice(0, 2)).toEqual(['s1 quotation', 'new quotation'])
    expect(namesOf(after(editing(state.doc, 1, 'es', 7), split)!)[2]).toBe('new paragraph')
  })
})

describe('Backspace at the beginning', () => {
  it('joins both languages with the segment before', () => {
    const state = after(editing(pair(), 1, 'es', 0), joinBackward)!
    expect(textsOf(state)).toEqual([
      ['El puente cerró.Nadie salió.', 'The bridge closed. Nobody left.'],
    ])
    expect(cursorOf(state)).toEqual([0, 'es', 16])
  })

  it('takes an Enter back', () => {
    const split = after(editing(pair(), 0, 'es', 9), splitSegment(newId))!
    expect(textsOf(after(split, joinBackward)!)).toEqual(textsOf(editing(pair(), 0, 'es', 0)))
  })

  it('does nothing at the beginning of the story, and lets nobody else do anything', () => {
    const state = editing(pair(), 0, 'en', 0)
    expect(joinBackward(state)).toBe(true)
    expect(after(state, joinBackward)).toBeUndefined()
  })

  it('leaves a quotation one if what stood before it was empty', () => {
    const quotation = after(
      editing(bodyOf(['', ''], ['«No»', '“No”']), 1, 'es', 0),
      setKind('quotation'),
    )!
    expect(namesOf(after(quotation, joinBackward)!)).toEqual(['s2 quotation'])
  })
})

describe('Delete at the end', () => {
  it('joins the segment behind', () => {
    const state = after(editing(pair(), 0, 'en', 18), joinForward)!
    expect(textsOf(state)).toEqual([
      ['El puente cerró. Nadie salió.', 'The bridge closed.Nobody left.'],
    ])
    expect(cursorOf(state)).toEqual([0, 'en', 18])
  })
})

describe('a selection over several segments', () => {
  const selected = () => selecting(editing(pair(), 0, 'es', 0), [0, 'es', 3], [1, 'es', 6])

  it('means one column', () => {
    expect(selectedText(selected())).toBe('puente cerró.\n\nNadie ')
  })

  it('is deleted without moving a word out of its segment', () => {
    const state = after(selected(), deleteAcrossCells)!
    expect(textsOf(state)).toEqual([
      ['El ', 'The bridge closed.'],
      ['salió.', 'Nobody left.'],
    ])
    expect(cursorOf(state)).toEqual([0, 'es', 3])
  })

  it('takes along the segments that it empties in both languages', () => {
    const doc = bodyOf(['uno', ''], ['dos', ''], ['tres', 'three'])
    const state = after(
      selecting(editing(doc, 0, 'es', 0), [0, 'es', 0], [2, 'es', 4]),
      deleteAcrossCells,
    )!
    expect(textsOf(state)).toEqual([
      ['', ''],
      ['', 'three'],
    ])
  })

  it('is left alone by everything that knows no columns', () => {
    const state = selected()
    expect(textsOf(state.apply(state.tr.deleteSelection()))).toEqual(textsOf(state))
    expect(textsOf(state.apply(state.tr.insertText('x')))).toEqual(textsOf(state))
    expect(textsOf(state.apply(withoutSelection(state).insertText('x')))[0]?.[0]).toBe('El x')
  })

  it('is the whole column after Ctrl+A', () => {
    const state = after(editing(pair(), 1, 'en', 3), selectColumn)!
    expect(selectedText(state)).toBe('The bridge closed.\n\nNobody left.')
  })
})

describe('what is pasted', () => {
  it('fills the empty translations of the segments that follow, and makes new ones for the rest', () => {
    const doc = bodyOf(['uno', ''], ['dos', ''], ['tres', 'three'])
    const state = editing(doc, 0, 'en', 0)
    const pasted = state.apply(pasteText(state, 'one\r\n\r\ntwo\n\nand a half', newId)!)
    expect(textsOf(pasted)).toEqual([
      ['uno', 'one'],
      ['dos', 'two'],
      ['', 'and a half'],
      ['tres', 'three'],
    ])
    expect(cursorOf(pasted)).toEqual([2, 'en', 10])
  })

  it('goes into the middle of a text as it is, and the text’s end behind its last line', () => {
    const state = editing(pair(), 0, 'es', 9)
    expect(textsOf(state.apply(pasteText(state, ' viejo', newId)!))[0]?.[0]).toBe(
      'El puente viejo cerró.',
    )
    const lines = state.apply(pasteText(state, ' viejo\notro', newId)!)
    expect(textsOf(lines).slice(0, 2)).toEqual([
      ['El puente viejo', 'The bridge closed.'],
      ['otro cerró.', ''],
    ])
  })

  it('loses what nobody can see', () => {
    const state = editing(bodyOf(['', '']), 0, 'es', 0)
    expect(textsOf(state.apply(pasteText(state, 'a\u200bb\u00adc\td', newId)!))[0]?.[0]).toBe(
      'abc d',
    )
  })
})

describe('the cursor', () => {
  it('goes over to the same segment in the other language', () => {
    expect(cursorOf(after(editing(pair(), 1, 'es', 2), toOtherLanguage)!)).toEqual([1, 'en', 12])
  })
})

describe('emphasis', () => {
  it('is a mark over what is selected', () => {
    const state = selecting(editing(pair(), 0, 'es', 0), [0, 'es', 3], [0, 'es', 9])
    expect(textsOf(after(state, toggleEmphasis)!)[0]?.[0]).toBe('El _puente_ cerró.')
  })
})
