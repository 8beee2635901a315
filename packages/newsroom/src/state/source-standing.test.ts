import { describe, expect, test } from 'vitest'
import type { JournalEvent } from '../events.ts'
import type { SourceDescribed } from '../events/source-events.ts'
import { fold } from '../fold.ts'
import { consent, described, idOf, lifting, protecting, TEACHER } from '../gate/gate.fixture.ts'
import { sourceLabel } from '../story/names.ts'
import { headOf } from './agreed-level.ts'
import { isConsentValid, sourceStandingOf, type SourceStanding } from './source-standing.ts'

const unasked = { consent: undefined }
const plain = { es: sourceLabel('Una maestra'), en: sourceLabel('A teacher') }
const fuller = { es: sourceLabel('Marina H., maestra'), en: sourceLabel('Marina H., a teacher') }

function after(...events: readonly JournalEvent[]): SourceStanding {
  const standing = sourceStandingOf(fold(events), TEACHER)
  if (standing === undefined) throw new Error('nobody has described the source')
  return standing
}

/** What was agreed, in few words. */
function agreed(...events: readonly JournalEvent[]) {
  const { agreed: found, isLabelAgreed } = after(...events)
  return found === undefined ? 'nothing recorded' : [found.level, found.label.en, isLabelAgreed]
}

describe('what a source has agreed to', () => {
  test('is nothing as long as nobody has recorded it', () => {
    expect(agreed(described(unasked))).toBe('nothing recorded')
    expect(sourceStandingOf(fold([protecting('surname', 'Ibarra')]), TEACHER)).toBeUndefined()
  })

  test('is lowered by anybody and raised by a consent alone', () => {
    const [full, lower, without] = [
      described({ level: 'full' }),
      described({ ...unasked, level: 'description', label: plain, revision: 2 }),
      described({ ...unasked, level: 'full', label: fuller, revision: 3 }),
    ]
    expect(agreed(full)).toEqual(['full', 'Marina, a teacher', true])
    expect(agreed(full, lower)).toEqual(['description', 'A teacher', true])
    expect(agreed(full, lower, without)).toEqual(['description', 'A teacher', false])
    const { head: follows } = after(full, lower, without)
    const again = described({ level: 'first-name', revision: 4, follows })
    expect(agreed(full, lower, without, again)).toEqual(['first-name', 'Marina, a teacher', true])
  })

  test('has the label of the consent: another one has to be agreed', () => {
    const renamed = described({ ...unasked, label: fuller, revision: 2 })
    expect(agreed(described(), renamed)).toEqual(['first-name', 'Marina, a teacher', false])
  })

  test('has no usable label if a lowering keeps that of the level above, until one comes', () => {
    const kept = described({ ...unasked, level: 'description', revision: 2 })
    expect(agreed(described(), kept)).toEqual(['description', 'Marina, a teacher', false])
    const named = described({ ...unasked, level: 'description', label: plain, revision: 3 })
    expect(agreed(described(), kept, named)).toEqual(['description', 'A teacher', true])
  })

  test('an alias is agreed by itself, and is lowered to nothing by everything else', () => {
    const alias = described({ level: 'alias', label: plain })
    const first = described({ ...unasked, revision: 2 })
    expect(agreed(alias)).toEqual(['alias', 'A teacher', true])
    expect(agreed(alias, first)).toEqual(['nothing', 'Marina, a teacher', false])
  })

  test('holds until its last day', () => {
    const until = after(described({ consent: { ...consent, until: '2026-03-09' } }))
    expect(isConsentValid(until, '2026-03-09')).toBe(true)
    expect(isConsentValid(until, '2026-03-10')).toBe(false)
    expect(isConsentValid(after(described(unasked)), '2026-03-09')).toBe(false)
  })
})

describe('two desks that do not know of each other', () => {
  const before = described({ level: 'first-name' })
  const lower = described({ ...unasked, level: 'description', label: plain, revision: 2 })

  test('raise and lower at once: the lowering holds', () => {
    const raise = described({ level: 'full', label: fuller, revision: 2 })
    expect(agreed(before, raise, lower)).toEqual(['description', 'A teacher', false])
    expect(agreed(lower, before, raise)).toEqual(agreed(before, raise, lower))
  })

  test('raise at once, differently: what both agreed to holds', () => {
    const raise = described({ level: 'full', label: fuller, revision: 2 })
    const other = described({ level: 'description', label: plain, revision: 2 })
    expect(agreed(before, raise, other).slice(0, 2)).toEqual(['description', 'A teacher'])
  })

  test('raise a revision later, without having heard of a lowering: the lowering holds', () => {
    const reworded = described({ ...unasked, deskReason: 'Otra razón', revision: 2 })
    const known = [before, reworded] as SourceDescribed[]
    const { head } = after(...known)
    const raise = described({ level: 'full', label: fuller, revision: 3, follows: head })
    expect(agreed(...known, raise)).toEqual(['full', 'Marina H., a teacher', true])
    expect(agreed(...known, raise, lower)).toEqual(['description', 'Marina H., a teacher', false])
  })

  test('a later consent that does not say what it follows raises nothing', () => {
    const raise = described({ level: 'full', label: fuller, revision: 3 })
    expect(agreed(before, raise)[0]).toBe('first-name')
    expect(agreed(before, lower, raise)[0]).toBe('description')
    expect(agreed(described({ ...unasked, level: 'full' }), raise)[0]).toBe('nothing')
    expect(agreed(raise)[0]).toBe('nothing')
  })

  test('a raise that follows what is not there yet waits for it', () => {
    const raise = described({ level: 'full', revision: 3, follows: headOf([]) })
    expect(agreed(before, raise)[0]).toBe('first-name')
  })
})

describe('what is protected', () => {
  const surname = idOf('surname Ibarra')
  const protect = protecting('surname', 'Ibarra')

  test('stays until the source has agreed otherwise, whatever comes first', () => {
    expect(after(described(), protect).protections).toEqual([
      { id: surname, kind: 'surname', text: 'Ibarra' },
    ])
    expect(after(lifting(surname), described(), protect).protections).toEqual([])
  })

  test('that was lifted until a day has the last of these days', () => {
    const until = (day: string) => lifting(surname, { consent: { ...consent, until: day } })
    const events = [described(), protect, until('2026-05-01'), until('2026-04-01')]
    expect(after(...events).protections).toMatchObject([{ liftedUntil: '2026-05-01' }])
    expect(after(...events, lifting(surname)).protections).toEqual([])
  })

  test('is not changed by somebody who uses its id again', () => {
    const taken = protecting('other', 'x', TEACHER, surname)
    const found = after(described(), taken, protect).protections
    expect(found.map(({ text }) => text).toSorted()).toEqual(['Ibarra', 'x'])
  })
})
