import { productionSchedule } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { texts } from '../texts/index.ts'
import type { Refusal } from '../trust.ts'
import { TurnedClocks } from '../turned-clocks.fixture.ts'
import { Visit } from '../visit.ts'
import { emptyDraft } from './stage.ts'
import { writeScreen } from './write-screen.ts'

/** Reasons that have a sentence of their own; any other says that the keys are not to be trusted. */
const sentences: Partial<Record<Refusal, 'newsroomClock' | 'newsroomStale'>> = {
  'edition-older': 'newsroomStale',
  'roster-expired': 'newsroomClock',
  'roster-not-in-edition': 'newsroomStale',
  'roster-older': 'newsroomStale',
}
const refusals = Object.keys({
  ...{ ...sentences, 'edition-malformed': 0, 'edition-unsigned': 0, 'key-malformed': 0 },
  ...{ 'roster-duplicate-key': 0, 'roster-foreign': 0, 'roster-half-signed': 0 },
  ...{ 'roster-malformed': 0, 'roster-too-long': 0, 'roster-uncertified': 0 },
  'roster-unsigned': 0,
}) as Refusal[]

/** Where somebody writes, in one language, before a visit that goes nowhere. */
function screenIn(language: 'en' | 'es') {
  const visit = new Visit({
    schedule: productionSchedule,
    clocks: new TurnedClocks(),
    draw: ([from]) => from,
    relay: { sendCell: () => undefined, fetchNews: () => Promise.resolve(undefined) },
    startCourier: () => ({ post: () => undefined, end: () => undefined }),
    sealCover: () => new Uint8Array(0),
  })
  const says = texts[language]
  const nodes = writeScreen({
    ...{
      texts: says,
      language,
      visit,
      draft: emptyDraft(),
      random: (length) => new Uint8Array(length),
    },
    ...{ show: () => undefined, startOver: () => undefined, whenLeft: () => undefined },
    live(update) {
      update()
      visit.conversation.subscribe(update)
    },
  })
  const shown = document.createElement('div')
  shown.append(...nodes)
  return {
    says,
    conversation: visit.conversation,
    notice: () => shown.querySelector('.notice')?.textContent,
  }
}

describe.each(['es', 'en'] as const)('who writes is told in a sentence, in %s', (language) => {
  test('that the newsroom’s keys were refused, whatever is wrong with them', () => {
    const { says, conversation, notice } = screenIn(language)
    expect(notice()).toBe(says.newsroomWaiting)
    for (const refusal of refusals) {
      conversation.change({ newsroom: { kind: 'refused', refusal } })
      expect([refusal, notice()]).toEqual([refusal, says[sentences[refusal] ?? 'newsroomRefused']])
    }
    conversation.change({ newsroom: { kind: 'trusted', editionAtMillis: 0 } })
    expect(notice()).toBe('')
  })

  test('that the phone has no connection, or that nothing can be sealed on it', () => {
    const { says, conversation, notice } = screenIn(language)
    conversation.change({ newsroom: { kind: 'trusted', editionAtMillis: 0 }, connected: false })
    expect(notice()).toBe(says.newsroomNoLine)
    conversation.change({ connected: true, worker: 'silent' })
    expect(notice()).toBe(says.workerSilent)
  })
})
