import { describe, expect, test } from 'vitest'
import { digestOf } from './digest.ts'
import {
  approve,
  begin,
  hold,
  isRefused,
  noteCorrection,
  proposeWithdrawal,
  publish,
  reopen,
  returnToDraft,
  submit,
  type Refused,
} from './moves.ts'
import type {
  Approved,
  Corrected,
  Draft,
  Held,
  InReview,
  Pitch,
  Published,
  StandingDraft,
  Withdrawn,
} from './standing.ts'
import { correction, inBoth, storySaying } from './story.fixture.ts'

const ana = { person: 'a1'.repeat(16), device: 'd1'.repeat(16) }
const bea = { person: 'b2'.repeat(16), device: 'd2'.repeat(16) }
const first = storySaying({ es: 'uno', en: 'one' })

function made<Made extends object>(outcome: Made | Refused): Made {
  if (isRefused(outcome)) throw new Error(outcome.refused)
  return outcome
}

function approved(story: InReview): Approved {
  const { digest } = story.proposal
  const once = made(approve(story, { ...ana, digest }))
  if (once.state !== 'in-review') throw new Error('one approval was enough')
  const twice = made(approve(once, { ...bea, digest }))
  if (twice.state !== 'approved') throw new Error('two approvals were not enough')
  return twice
}

function published(): Published {
  const onSite = publish(hold(approved(made(submit(begin(pitch), first))), 5), '2026-03-05')
  if (onSite.state !== 'published') throw new Error(onSite.state)
  return onSite
}

function noted(): StandingDraft {
  return made(noteCorrection(reopen(published()), correction('Eran dos')))
}

const pitch: Pitch = { state: 'pitch' }

describe('from an idea to the site', () => {
  test('two people on two devices approve, and a release publishes', () => {
    const digest = digestOf({ kind: 'publication', story: first })
    expect(published()).toEqual({
      state: 'published',
      onSite: { story: first, digest, publishedOn: '2026-03-05' },
    })
  })

  test.each([
    ['the same person on another device', { ...ana, device: bea.device }],
    ['another person on the same device', { ...bea, device: ana.device }],
    ['the same person again', ana],
  ])('%s does not complete an approval', (_name, again) => {
    const story = made(submit(begin(pitch), first))
    const { digest } = story.proposal
    const once = made(approve(story, { ...ana, digest }))
    expect(once.state).toBe('in-review')
    expect(approve(once as InReview, { ...again, digest })).toEqual({ refused: 'approved-already' })
  })

  test('an approval is of one digest: of that of a correction it approves no publication', () => {
    const story = made(submit(begin(pitch), first))
    const digest = digestOf({ kind: 'correction', story: first })
    expect(approve(story, { ...ana, digest })).toEqual({ refused: 'digest-changed' })
  })

  test('what is returned has lost its approvals', () => {
    const returned = returnToDraft(hold(approved(made(submit(begin(pitch), first))), 5))
    expect(returned).toEqual({ state: 'draft', noted: [] })
    expect(made(submit(returned, first)).approvals).toEqual([])
  })

  test('a first publication has no corrections', () => {
    const early = { ...first, corrections: [correction('Antes de tiempo')] }
    expect(submit(begin(pitch), early)).toEqual({ refused: 'corrections-changed' })
  })
})

describe('what stands on the site', () => {
  const told = { corrections: [correction('Eran dos')] }

  test('is corrected in both languages, with a word to the reader, and keeps its day', () => {
    const corrected = storySaying({ es: 'dos', en: 'two' }, told)
    const proposed = made(submit(noted(), corrected))
    const onSite = publish(hold(approved(proposed), 5), '2026-04-02')
    expect(onSite).toMatchObject({ state: 'corrected' })
    expect(onSite).toHaveProperty('onSite.story', corrected)
    expect(onSite).toHaveProperty('onSite.publishedOn', '2026-03-05')
  })

  test.each([
    ['without a correction', storySaying({ es: 'dos', en: 'two' }), 'correction-missing'],
    ['in Spanish alone', storySaying({ es: 'dos', en: 'one' }, told), 'only-one-language-changed'],
    ['in English alone', storySaying({ es: 'uno', en: 'two' }, told), 'only-one-language-changed'],
    [
      'as another story',
      storySaying({ es: 'dos', en: 'two' }, { ...told, id: '00'.repeat(16) }),
      'story-other',
    ],
  ])('is not changed %s', (_name, content, refused) => {
    expect(submit(noted(), content)).toEqual({ refused })
  })

  test('a correction once told is neither changed nor taken away', () => {
    const proposed = made(submit(noted(), storySaying({ es: 'dos', en: 'two' }, told)))
    const corrected = publish(hold(approved(proposed), 5), '2026-04-02') as Corrected
    const again = made(noteCorrection(reopen(corrected), correction('Y tres')))
    for (const corrections of [
      [correction('Y tres')],
      [correction('Eran menos'), correction('Y tres')],
      [correction('Y tres'), correction('Eran dos')],
    ])
      expect(submit(again, storySaying({ es: 'tres', en: 'three' }, { corrections }))).toEqual({
        refused: 'corrections-changed',
      })
  })

  test('a correction is noted once', () => {
    expect(noteCorrection(noted(), correction('Eran dos'))).toEqual({ refused: 'noted-already' })
  })

  test('what is noted survives a return', () => {
    const proposed = made(submit(noted(), storySaying({ es: 'dos', en: 'two' }, told)))
    expect(returnToDraft(proposed)).toEqual(noted())
  })

  test('is withdrawn where it stands, and nothing of it is left', () => {
    const proposed = proposeWithdrawal(published(), inBoth('Ya no'))
    const withdrawn = publish(hold(approved(proposed), 5), '2026-05-01')
    expect(withdrawn).toEqual({
      state: 'withdrawn',
      slug: first.slug,
      note: inBoth('Ya no'),
      digest: proposed.proposal.digest,
      withdrawnOn: '2026-05-01',
    })
  })
})

test('impossible moves do not compile', () => {
  // Never called: it is the compiler that is tested, which reports an expected error that is none.
  const impossible = (
    story: {
      draft: Draft
      inReview: InReview
      approved: Approved
      held: Held
      published: Published
      corrected: Corrected
      withdrawn: Withdrawn
    },
    approval: Parameters<typeof approve>[1],
  ) => {
    // @ts-expect-error a draft is not published
    publish(story.draft, '2026-01-01')
    // @ts-expect-error nor is what waits for approvals
    publish(story.inReview, '2026-01-01')
    // @ts-expect-error nor what was approved and not held
    publish(story.approved, '2026-01-01')
    // @ts-expect-error a release is published on a day
    publish(story.held, 'hoy')
    // @ts-expect-error nothing is held that two have not approved
    hold(story.inReview, 0)
    // @ts-expect-error a draft is not approved
    approve(story.draft, approval)
    // @ts-expect-error what is on the site is reopened before it is proposed again
    submit(story.published, first)
    // @ts-expect-error a withdrawal is final
    reopen(story.withdrawn)
    // @ts-expect-error what is on the site is reopened before corrections are noted
    noteCorrection(story.corrected, correction('x'))
    // @ts-expect-error what never stood on the site is not corrected
    noteCorrection(story.draft, correction('x'))
    // @ts-expect-error nor withdrawn
    proposeWithdrawal(story.draft, inBoth('x'))
    // @ts-expect-error a notice is in both languages
    proposeWithdrawal(story.published, { es: 'x' })
    // @ts-expect-error one approval is not two
    hold({ ...story.approved, approvals: [approval] }, 0)
    // @ts-expect-error a published story has no approvals to give back
    returnToDraft(story.published)
    // @ts-expect-error writing begins once
    begin(story.draft)
  }
  expect(impossible).toBeInstanceOf(Function)
})
