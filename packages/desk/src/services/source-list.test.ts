import { MAX_PROTECTIONS, type PlainDate } from '@cronista/newsroom'
import { toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { DAY_MILLIS } from '../domain/day.ts'
import {
  consent,
  firstName,
  recordSource,
  SURNAME,
  writeQuotingStory,
} from './quoted-source.fixture.ts'
import { TwoDesks, type FixtureDesk } from './two-desks.fixture.ts'
import { publish } from './written-story.fixture.ts'

const coded = (code: string): unknown => expect.objectContaining({ code })
const row = (desk: FixtureDesk) => desk.sources.list().sources[0]!
/** What a page that has just asked has seen. */
const seen = (desk: FixtureDesk) => {
  const { revision, head } = row(desk)
  return { revision, head }
}
const { consent: _given, ...withoutConsent } = firstName
const vague = { es: 'una vecina' as never, en: 'a neighbour' as never }

function recorded() {
  const world = new TwoDesks()
  const source = recordSource(world.ada)
  world.exchange()
  return { world, source, ada: world.ada, bruno: world.bruno }
}

function introduce(desk: FixtureDesk, name: string): string {
  const person = toHex(desk.keys.personId)
  desk.journal.append([{ v: 1, type: 'person-introduced', person, name }])
  return person
}

/** How many entries the desk has written. */
const entriesOf = ({ journal, keys }: FixtureDesk) =>
  journal.heads.get(toHex(keys.deviceId))!.sequence

describe('a consent', () => {
  test('is shown with its words, its day, who asked and who recorded it', () => {
    const { world, source, ada, bruno } = recorded()
    const [asked] = [introduce(ada, 'Ada'), introduce(bruno, 'Bruno')]
    world.exchange()
    const told = { ...consent, askedBy: asked, until: '2026-12-31' as PlainDate }
    bruno.sources.revise(source, { ...firstName, consent: told, ...seen(bruno) })
    world.exchange()
    const recordedAtMillis = world.clock.nowMillis()
    expect(row(ada).agreed).toEqual({
      ...{ level: 'first-name', label: firstName.label },
      consent: { ...told, askedByName: 'Ada', recordedBy: 'Bruno', recordedAtMillis },
    })
    expect(bruno.names.people().people).toEqual([
      { id: asked, name: 'Ada', own: false },
      { id: toHex(bruno.keys.personId), name: 'Bruno', own: true },
    ])
  })

  test('that somebody unknown is said to have asked for is not recorded', () => {
    const { source, ada } = recorded()
    const told = { ...consent, askedBy: '0c'.repeat(16) }
    const asked = { ...firstName, consent: told, ...seen(ada) }
    expect(() => {
      ada.sources.revise(source, asked)
    }).toThrow(coded('request-malformed'))
  })

  test('is needed to raise a level, and not to lower one', () => {
    const { source, ada } = recorded()
    const revise = (level: 'description' | 'first-name' | 'full') => {
      ada.sources.revise(source, { ...withoutConsent, level, ...seen(ada) })
    }
    expect(() => {
      revise('full')
    }).toThrow(coded('consent-missing'))
    revise('description')
    expect(row(ada).agreed).toMatchObject({ level: 'description' })
    expect(() => {
      revise('first-name')
    }).toThrow(coded('consent-missing'))
    ada.sources.revise(source, { ...firstName, ...seen(ada) })
    expect(row(ada).agreed).toMatchObject({ level: 'first-name' })
  })

  test('is wanted where there is none, where it has run out, and for another label', async () => {
    const { world, source, ada } = recorded()
    expect(row(ada).needsConsent).toBe(false)
    ada.sources.revise(source, { ...withoutConsent, label: vague, ...seen(ada) })
    expect(row(ada)).toMatchObject({ needsConsent: true, agreed: { label: firstName.label } })
    const until = '2026-11-22' as PlainDate
    ada.sources.revise(source, { ...firstName, consent: { ...consent, until }, ...seen(ada) })
    expect(row(ada).needsConsent).toBe(false)
    await world.clock.sleep(DAY_MILLIS)
    expect(row(ada).needsConsent).toBe(true)
    const never = new TwoDesks().ada
    never.sources.add({ ...withoutConsent, requestId: 'source-1' })
    expect(row(never)).toMatchObject({ needsConsent: true })
    expect(row(never).agreed).toBeUndefined()
  })

  test('does not undo a lowering that whoever recorded it had not seen', () => {
    const { world, source, ada, bruno } = recorded()
    const lowered = { ...withoutConsent, level: 'description', label: vague, ...seen(ada) } as const
    ada.sources.revise(source, lowered)
    bruno.sources.revise(source, { ...firstName, level: 'full', ...seen(bruno) })
    const { head } = row(bruno)
    world.exchange()
    expect(row(bruno)).toEqual(row(ada))
    expect(row(bruno).agreed).toMatchObject({ level: 'description' })
    // Bruno's page has not seen it either.
    const stale = { ...firstName, level: 'full', revision: 2, head } as const
    expect(() => {
      bruno.sources.revise(source, stale)
    }).toThrow(coded('changed-meanwhile'))
    bruno.sources.revise(source, { ...stale, head: row(bruno).head })
    expect(row(bruno).agreed).toMatchObject({ level: 'full' })
  })
})

test('an editor who works on without the others raises nothing that they have lowered', () => {
  const { world, source, ada, bruno } = recorded()
  ada.sources.revise(source, { ...withoutConsent, level: 'nothing', ...seen(ada) })
  bruno.sources.revise(source, { ...firstName, deskReason: 'Tiene hijos.', ...seen(bruno) })
  bruno.sources.revise(source, { ...firstName, level: 'full', ...seen(bruno) })
  expect(row(bruno).agreed).toMatchObject({ level: 'full' })
  world.exchange()
  for (const desk of [ada, bruno]) expect(row(desk).agreed).toMatchObject({ level: 'nothing' })
})

describe('a protected text', () => {
  test('is listed with who recorded it, and once, however often it is sent', async () => {
    const { world, source, ada, bruno } = recorded()
    const atMillis = world.clock.nowMillis()
    introduce(ada, 'Ada')
    const written = entriesOf(ada)
    await world.clock.sleep(1000)
    recordSource(ada)
    expect(entriesOf(ada)).toBe(written)
    world.exchange()
    expect(row(bruno).protections).toEqual([
      { id: row(ada).protections[0]!.id, kind: 'surname', text: SURNAME, by: 'Ada', atMillis },
    ])
    expect(() =>
      ada.sources.protect('0'.repeat(32), { kind: 'other', text: 'x', requestId: 'other-01' }),
    ).toThrow(coded('not-found'))
    ada.sources.protect(source, { kind: 'surname', text: SURNAME, requestId: 'other-01' })
    expect(row(ada).protections).toHaveLength(2)
  })

  test('that was lifted stays in sight, with the consent and who recorded it', async () => {
    const { world, source, ada, bruno } = recorded()
    introduce(bruno, 'Bruno')
    const { id } = row(bruno).protections[0]!
    const lift = { consent, requestId: 'lift-001' }
    for (let sent = 0; sent < 2; sent++) {
      bruno.sources.lift(source, id, lift)
      await world.clock.sleep(1000)
    }
    world.exchange()
    expect(row(ada).protections).toEqual([])
    const shown = { ...consent, recordedBy: 'Bruno', askedByName: 'Bruno' }
    expect(row(ada).lifted).toMatchObject([{ id, kind: 'surname', text: SURNAME, consent: shown }])
    expect(row(ada).lifted).toHaveLength(1)
  })

  test('that was lifted until a day is told with it until that day has passed', async () => {
    const { world, source, ada } = recorded()
    const { id } = row(ada).protections[0]!
    const until = '2026-11-23' as PlainDate
    ada.sources.lift(source, id, { consent: { ...consent, until }, requestId: 'lift-001' })
    await world.clock.sleep(DAY_MILLIS)
    expect(row(ada).protections).toMatchObject([{ id, liftedUntil: until }])
    await world.clock.sleep(DAY_MILLIS)
    expect(row(ada).protections).toMatchObject([{ id, text: SURNAME }])
    expect(row(ada).protections[0]).not.toHaveProperty('liftedUntil')
    expect(row(ada).lifted).toHaveLength(1)
  })
})

describe('what the site says of a source', () => {
  test('is listed when it is more than is agreed now, and no longer when it is agreed again', async () => {
    const { world, source, ada, bruno } = recorded()
    const id = writeQuotingStory(ada, source)
    await publish(world, id)
    expect(row(bruno).exposed).toEqual([])
    const lowered = {
      ...withoutConsent,
      level: 'description',
      label: vague,
      ...seen(bruno),
    } as const
    bruno.sources.revise(source, lowered)
    const headline = { es: 'El agua llega los martes', en: 'Water comes on Tuesdays' }
    expect(row(bruno).exposed).toEqual([{ story: id, headline }])
    bruno.sources.revise(source, { ...firstName, ...seen(bruno) })
    expect(row(bruno).exposed).toEqual([])
    const protection = { kind: 'place', text: 'barrio', requestId: 'place-01' } as const
    bruno.sources.protect(source, protection)
    expect(row(bruno).exposed).toEqual([{ story: id, headline }])
  })
})

test.each(['la', '—', 'Ó'])('“%s” is not taken as a protected text: it cannot be found', (text) => {
  const { source, ada } = recorded()
  const asked = { kind: 'other', text, requestId: 'other-01' } as const
  expect(() => ada.sources.protect(source, asked)).toThrow(coded('protection-unfindable'))
  expect(row(ada).protections).toHaveLength(1)
})

test('so many texts count of each person, and what others record is not pushed out', () => {
  const { world, source, ada, bruno } = recorded()
  const protect = (desk: FixtureDesk, at: number) =>
    desk.sources.protect(source, {
      ...{ kind: 'place', text: `Lugar número ${at}`, requestId: `place-${at}-${at}` },
    } as const)
  for (let at = 1; at < MAX_PROTECTIONS; at++) protect(ada, at)
  expect(() => protect(ada, MAX_PROTECTIONS)).toThrow(coded('too-large'))
  expect(protect(ada, 1)).toEqual(expect.any(String))
  const [known] = ada.journal.state.sources.get(source)!.protections.values()
  const forged = { ...known!, protection: 'ab'.repeat(16), protectedAtMillis: 0 }
  bruno.journal.append(
    Array.from({ length: MAX_PROTECTIONS + 5 }, (_, at) => ({
      ...forged,
      protection: at.toString(16).padStart(32, '0'),
      person: toHex(bruno.keys.personId),
    })),
  )
  world.exchange()
  const texts = row(ada).protections.filter(({ text }) => text !== known!.text)
  expect(texts.length).toBeGreaterThanOrEqual(MAX_PROTECTIONS - 1)
  expect(row(ada).protections).toHaveLength(2 * MAX_PROTECTIONS)
})
