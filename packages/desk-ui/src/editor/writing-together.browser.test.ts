import fc from 'fast-check'
import type { Command } from 'prosemirror-state'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  BODY,
  languages,
  readDraft,
  startDraft,
  textOfSpans,
  type Language,
} from '@cronista/newsroom'
import { undo } from 'y-prosemirror'
import { findCell } from './cells.ts'
import { joinBackward } from './join-segments.ts'
import { openBodyView } from './open-body-view.ts'
import { setKind, toggleEmphasis } from './segment-commands.ts'
import { FactsPlaces } from './segment-view.ts'
import { splitSegment } from './split-segment.ts'

const story = '0123456789abcdef0123456789abcdef'
const opened: EditorView[] = []

const closeAll = (): void => {
  for (const view of opened.splice(0)) view.destroy()
  document.body.replaceChildren()
}

afterEach(closeAll)

/** One editor's page: a copy of the story and the editor over it. */
class Page {
  readonly name: string
  readonly doc = new Y.Doc()
  readonly view: EditorView
  #ids = 0

  constructor(name: string, clientId: number, start: Uint8Array) {
    this.name = name
    this.doc.clientID = clientId
    Y.applyUpdate(this.doc, start)
    this.view = openBodyView({
      place: document.body.appendChild(document.createElement('div')),
      body: this.doc.getXmlFragment(BODY),
      original: 'es',
      drawNumber: () => clientId * 1000 + (this.#ids += 1),
      factsPlaces: new FactsPlaces(),
      attributes: {},
      invite: () => '…',
      toToolbar: () => undefined,
      onChange: () => undefined,
    })
    opened.push(this.view)
  }

  /** Puts the cursor behind so many characters, or as many as there are. */
  go(segment: number, language: Language, characters: number): boolean {
    const { state } = this.view
    const cell = findCell(state.doc, segment % Math.max(1, state.doc.childCount), language)
    if (cell === undefined) return false
    const at = Math.min(cell.end, cell.start + characters)
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, at)))
    return true
  }

  type(text: string): void {
    this.view.dispatch(this.view.state.tr.insertText(text))
  }

  do(command: Command): void {
    command(this.view.state, this.view.dispatch, this.view)
  }

  split(): void {
    this.do(splitSegment(() => `${this.name}${String((this.#ids += 1))}`))
  }

  texts(): [string, string][] {
    return readDraft(this.doc).segments.map(({ text }) => [
      textOfSpans(text.es),
      textOfSpans(text.en),
    ])
  }
}

function twoPages(...paragraphs: string[]): [Page, Page] {
  const start = startDraft({ story, original: 'es', paragraphs })
  return [new Page('a', 101, start), new Page('b', 202, start)]
}

/** Both get what the other has, until neither has anything new. */
function meet(a: Page, b: Page): void {
  for (let round = 0; round < 4; round += 1) {
    Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc)))
    Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc)))
  }
}

function expectSame(a: Page, b: Page): void {
  expect(a.view.state.doc.toJSON()).toEqual(b.view.state.doc.toJSON())
  expect(readDraft(a.doc)).toEqual(readDraft(b.doc))
}

describe('two editors', () => {
  it('type into the same paragraph at once', () => {
    const [a, b] = twoPages('El puente cerró.')
    a.go(0, 'es', 9)
    b.go(0, 'es', 16)
    a.type(' viejo')
    b.type(' Nadie salió.')
    meet(a, b)
    expectSame(a, b)
    expect(a.texts()).toEqual([['El puente viejo cerró. Nadie salió.', '']])
  })

  it('both begin the same empty translation while apart', () => {
    const [a, b] = twoPages('El puente cerró.')
    a.go(0, 'en', 0)
    b.go(0, 'en', 0)
    a.type('The bridge closed.')
    b.type('The bridge shut.')
    meet(a, b)
    expectSame(a, b)
    expect(a.texts()[0]?.[1]).toMatch(/The bridge closed\./)
    expect(a.texts()[0]?.[1]).toMatch(/The bridge shut\./)
    a.go(0, 'en', 0)
    a.type('X')
    meet(a, b)
    expectSame(a, b)
    expect(a.texts()[0]?.[1]?.match(/bridge/g)).toHaveLength(2)
  })

  it('choose a quotation’s kind and its speaker at once', () => {
    const [a, b] = twoPages('No.')
    // Of two who write one attribute at once, the one with the higher number wins.
    a.view.dispatch(a.view.state.tr.setNodeAttribute(0, 'speakerSource', 'ab'.repeat(16)))
    b.go(0, 'es', 0)
    b.do(setKind('quotation'))
    b.go(0, 'es', 3)
    b.type(' Nunca.')
    meet(a, b)
    expectSame(a, b)
    const [segment] = readDraft(a.doc).segments
    expect(segment?.kind).toBe('quotation')
    expect(segment?.quotation.speakerSource).toBe('ab'.repeat(16))
  })

  it('undo only what they did themselves, and never the other’s words', () => {
    const [a, b] = twoPages('Uno.')
    a.go(0, 'es', 4)
    a.split()
    meet(a, b)
    b.go(1, 'en', 0)
    b.type('Two.')
    meet(a, b)
    undo(a.view.state)
    meet(a, b)
    expectSame(a, b)
    expect(JSON.stringify(a.texts())).toContain('Two.')
  })
})

/** One character each, so that nothing can be typed into the middle of a word. */
const CHARACTER = 0x4e00

const place = fc.record({
  page: fc.boolean(),
  segment: fc.nat(6),
  language: fc.constantFrom(...languages),
  characters: fc.nat(30),
})
const act = fc.constantFrom(
  'type',
  'type',
  'type',
  'split',
  'emphasis',
  'quotation',
  'meet',
  'join',
  'undo',
)

describe('whatever two editors do, together and apart', () => {
  it('ends in the same text on both pages, and in what the newsroom reads', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(place, act), { maxLength: 25 }), (acts) => {
        const [a, b] = twoPages('El puente cerró.', 'Nadie salió.')
        for (const step of acts) perform(a, b, ...step)
        meet(a, b)
        expectSame(a, b)
        closeAll()
      }),
      { numRuns: 60 },
    )
  })

  it('keeps every word that is typed, as long as nobody takes anything away', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(place, act), { maxLength: 25 }), (acts) => {
        const [a, b] = twoPages('El puente cerró.', 'Nadie salió.')
        const kept = acts.filter(([, kind]) => kind !== 'join' && kind !== 'undo')
        const typed = kept.flatMap((step, index) =>
          perform(a, b, ...step, String.fromCodePoint(CHARACTER + index)),
        )
        meet(a, b)
        const texts = JSON.stringify(a.texts())
        for (const word of typed) expect(texts).toContain(word)
        closeAll()
      }),
      { numRuns: 60 },
    )
  })
})

/** Returns what was typed, if anything was. */
function perform(
  a: Page,
  b: Page,
  where: { page: boolean; segment: number; language: Language; characters: number },
  kind: string,
  word = 'x',
): string[] {
  const page = where.page ? a : b
  if (kind === 'meet') meet(a, b)
  if (!page.go(where.segment, where.language, where.characters)) return []
  if (kind === 'split') page.split()
  if (kind === 'emphasis') page.do(toggleEmphasis)
  if (kind === 'quotation') page.do(setKind('quotation'))
  if (kind === 'undo') undo(page.view.state)
  if (kind === 'join' && page.go(where.segment, where.language, 0)) page.do(joinBackward)
  if (kind !== 'type') return []
  page.type(word)
  return [word]
}
