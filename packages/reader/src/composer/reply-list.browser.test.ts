import { describe, expect, test } from 'vitest'
import { Conversation } from '../conversation.ts'
import type { Reply } from '../reply-shelf.ts'
import { texts } from '../texts/index.ts'
import { replyList } from './reply-list.ts'
import { emptyDraft } from './stage.ts'

/** The list in one language, before a conversation that changes. */
function listIn(language: 'en' | 'es') {
  const conversation = new Conversation()
  const says = texts[language]
  const list = replyList({
    texts: says,
    draft: { ...emptyDraft(), returning: true },
    visit: { conversation, confirmRead: (number) => conversation.change({ repliesRead: number }) },
    live: (update) => {
      update()
      conversation.subscribe(update)
    },
  })
  const show = (complete: readonly Reply[], confirmed = 0) =>
    conversation.change({ replies: { complete, incomplete: 0, confirmed } })
  return {
    conversation,
    list,
    says,
    show,
    warning: () => list.querySelector('[role="alert"]')?.textContent,
  }
}

const reply = (number: number, text: string): Reply => ({ number, language: 'es', text })

describe.each(['es', 'en'] as const)('the replies, in %s', (language) => {
  test('say that somebody has marked replies as read with these words, and what to do', () => {
    const { says, show, warning } = listIn(language)
    show([reply(3, 'Gracias.')])
    expect(warning()).toBe('')
    show([reply(3, 'Gracias.')], 2)
    expect(warning()).toBe(says.confirmedElsewhere(2))
    expect(warning()).toContain('2')
  })

  test('say nothing of it when it was this page', () => {
    const { list, show, warning } = listIn(language)
    show([reply(2, 'Gracias.')])
    list.querySelector('button')?.click()
    show([reply(3, 'Otra.')], 2)
    expect(warning()).toBe('')
  })

  test('say from when the newest is that has come, once anything has that could be checked', () => {
    const { conversation, list, says } = listIn(language)
    const editionAtMillis = Date.UTC(2026, 10, 21, 12)
    expect(list.textContent).not.toContain('2026')
    conversation.change({ newsroom: { kind: 'trusted', editionAtMillis } })
    expect(list.textContent).toContain(says.newestFrom(editionAtMillis))
    expect(says.newestFrom(editionAtMillis)).toMatch(/2026/u)
  })

  test('say that an answer goes on, until its last piece is there', () => {
    const { list, says, show } = listIn(language)
    show([reply(1, '(1/2)\nVi los camiones.')])
    expect(list.textContent).toContain(says.replyGoesOn)
    expect(list.querySelector('h3')?.textContent).toMatch(/1, (?:parte 1 de 2|part 1 of 2)$/u)
    expect(list.querySelector('.letter')?.textContent).toBe('Vi los camiones.')
    show([reply(1, '(1/2)\nVi los camiones.'), reply(2, '(2/2)\nEran seis.')])
    expect(list.textContent).not.toContain(says.replyGoesOn)
  })
})
