import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { DeskFailure } from '../api/desk-failure.ts'
import type { DeskCopy, Sending } from './manuscript.ts'
import { Manuscripts } from './manuscripts.ts'

const STORY = 'a'.repeat(32)

/** A desk with one story, which can be cut off, lose an answer, or hold it back. */
class OneStoryDesk {
  doc = new Y.Doc()
  isReachable = true
  losesNextAnswer = false
  exchanges = 0
  held: (() => void) | undefined
  holdsBack = false

  readonly exchange = async (_storyId: string, { vector, update }: Sending): Promise<DeskCopy> => {
    this.exchanges += 1
    if (!this.isReachable) throw new DeskFailure('desk-unreachable')
    if (update !== undefined) Y.applyUpdate(this.doc, update)
    if (this.losesNextAnswer) {
      this.losesNextAnswer = false
      throw new DeskFailure('desk-unreachable')
    }
    const copy = {
      update: Y.encodeStateAsUpdate(this.doc, vector),
      vector: Y.encodeStateVector(this.doc),
    }
    if (this.holdsBack) await new Promise<void>((resolve) => (this.held = resolve))
    return copy
  }

  get headline(): string {
    return this.doc.getText('headline.es').toJSON()
  }
}

let desk: OneStoryDesk
let manuscripts: Manuscripts

beforeEach(() => {
  desk = new OneStoryDesk()
  manuscripts = new Manuscripts(desk.exchange)
})

async function opened() {
  const manuscript = manuscripts.open(STORY)
  await manuscript.exchange()
  return { manuscript, headline: manuscript.doc.getText('headline.es') }
}

describe('a manuscript', () => {
  it('is open once the desk’s copy has come', async () => {
    desk.doc.getText('headline.es').insert(0, 'El puente')
    const manuscript = manuscripts.open(STORY)
    expect(manuscript.snapshot()).toMatchObject({ isOpen: false, isSaved: true })
    await manuscript.exchange()
    expect(manuscript.snapshot()).toMatchObject({ isOpen: true, isSaved: true })
    expect(manuscript.doc.getText('headline.es').toJSON()).toBe('El puente')
  })

  it('is saved only when the desk has acknowledged it', async () => {
    const { manuscript, headline } = await opened()
    headline.insert(0, 'Nadie salió')
    expect(manuscript.snapshot().isSaved).toBe(false)
    desk.losesNextAnswer = true
    await manuscript.exchange()
    expect(manuscript.snapshot()).toMatchObject({ isSaved: false, failure: 'desk-unreachable' })
    await manuscript.exchange()
    expect(manuscript.snapshot()).toMatchObject({ isSaved: true, failure: undefined })
    expect(desk.headline).toBe('Nadie salió')
  })

  it('does not take for saved what was typed while the answer was on its way', async () => {
    const { manuscript, headline } = await opened()
    headline.insert(0, 'Nadie')
    desk.holdsBack = true
    const exchanging = manuscript.exchange()
    headline.insert(5, ' salió')
    desk.holdsBack = false
    desk.held?.()
    await exchanging
    expect(manuscript.snapshot().isSaved).toBe(false)
    await manuscript.exchange()
    expect(manuscript.snapshot().isSaved).toBe(true)
    expect(desk.headline).toBe('Nadie salió')
  })

  it('brings a desk that was started from an older copy up to date again', async () => {
    const { manuscript, headline } = await opened()
    headline.insert(0, 'Nadie salió')
    await manuscript.exchange()
    desk.doc = new Y.Doc()
    await manuscript.exchange()
    expect(manuscript.snapshot().isSaved).toBe(false)
    await manuscript.exchange()
    expect(manuscript.snapshot().isSaved).toBe(true)
    expect(desk.headline).toBe('Nadie salió')
  })

  it('says that a merge it cannot read is none', async () => {
    const strange: Manuscripts = new Manuscripts(async () => ({
      update: Uint8Array.of(255, 255, 255),
      vector: Uint8Array.of(0),
    }))
    const manuscript = strange.open(STORY)
    await manuscript.exchange()
    expect(manuscript.snapshot()).toMatchObject({ isOpen: false, failure: 'answer-malformed' })
  })
})

describe('the manuscripts of a page', () => {
  it('keep what is unsent of a story that was left, and send it when the desk answers again', async () => {
    const { headline } = await opened()
    desk.isReachable = false
    headline.insert(0, 'Nadie salió')
    manuscripts.leave(STORY)
    await manuscripts.saveAll()
    expect(manuscripts.anyUnsent()).toBe(true)
    desk.isReachable = true
    await manuscripts.saveAll()
    expect(manuscripts.anyUnsent()).toBe(false)
    expect(desk.headline).toBe('Nadie salió')
    expect(manuscripts.open(STORY).snapshot().isOpen).toBe(false)
  })

  it('ask nothing of the desk while nothing is unsent', async () => {
    await opened()
    const { exchanges } = desk
    await manuscripts.saveAll()
    expect(desk.exchanges).toBe(exchanges)
  })

  it('forget what is saved when the desk was restarted, and keep the rest', async () => {
    const { headline } = await opened()
    headline.insert(0, 'Nadie salió')
    manuscripts.open('b'.repeat(32))
    manuscripts.forgetSaved()
    expect(manuscripts.open(STORY).doc.getText('headline.es').toJSON()).toBe('Nadie salió')
  })

  it('forget everything when the desk is locked, also what is still on its way', async () => {
    const { manuscript, headline } = await opened()
    headline.insert(0, 'Nadie salió')
    desk.holdsBack = true
    const exchanging = manuscript.exchange()
    manuscripts.forgetAll()
    expect(manuscripts.anyUnsent()).toBe(false)
    desk.held?.()
    await exchanging
    expect(manuscript.snapshot()).toMatchObject({ isOpen: false, isSaved: true })
  })

  it('send their last words before they are forgotten', async () => {
    const { headline } = await opened()
    headline.insert(0, 'Nadie salió')
    const sent = manuscripts.sendLastWords()
    manuscripts.forgetAll()
    await sent
    expect(desk.headline).toBe('Nadie salió')
  })
})
