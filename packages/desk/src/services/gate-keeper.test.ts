import { BODY, emptyNewsroom } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { openRealPress } from '../adapters/press-site.fixture.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import type { SourceRow } from '../http/source-api.ts'
import type { SitePress } from '../ports/site-press.ts'
import { GateKeeper } from './gate-keeper.ts'
import {
  consent,
  firstName,
  leaky,
  nameBehind,
  recordSource,
  SURNAME,
  writeQuotingStory,
} from './quoted-source.fixture.ts'
import { plainPress, TwoDesks, type FixtureDesk } from './two-desks.fixture.ts'
import { publish, release, typeField, typeSegment, writeStory } from './written-story.fixture.ts'

/** One source, with its surname. */
const compared = { sources: 1, texts: 1 }
const headline = (desk: FixtureDesk, id: string, text: string) => {
  desk.type(id, (doc) => {
    typeField(doc, 'headline', 'en', text)
  })
}

/** A complete draft that quotes a source by first name. */
function quoting(press = plainPress()) {
  const world = new TwoDesks()
  const { ada } = world
  ada.press = press
  const source = recordSource(ada)
  const id = writeQuotingStory(ada, source)
  return { world, ada, source, id, gate: () => ada.view(id).gate }
}

/** The same, on the site. */
async function published() {
  const quoted = quoting()
  const { world, ada, id } = quoted
  await publish(world, id)
  expect(ada.view(id).state).toBe('published')
  return quoted
}

describe('what an editor is shown', () => {
  test.each([
    ['a press in a test', plainPress],
    ['the press of the newsroom', openRealPress],
  ])('nothing, of a story that says no more than was agreed: %s', (_which, press) => {
    expect(quoting(press()).gate()).toEqual({ judged: 'draft', findings: [], compared })
  })

  test('the exact place of what must not get out, in whatever spelling', () => {
    const { ada, id, source, gate } = quoting()
    headline(ada, id, 'Marina  QUINONES waits')
    const [{ id: protection } = { id: '' }] = ada.sources.list().sources[0]!.protections
    const place = { kind: 'field', story: id, field: 'headline', language: 'en' }
    const excerpt: unknown = expect.stringContaining('QUINONES')
    expect(gate().findings).toEqual([
      { rule: 1, code: 'protected-in-text', place, source, protection, excerpt },
    ])
  })

  test('what is proposed, not what was typed since', () => {
    const { ada, id, gate } = quoting()
    ada.move(id, 'submit')
    headline(ada, id, SURNAME)
    expect(gate()).toEqual({ judged: 'proposal', findings: [], compared })
  })

  test('nothing of a draft that is not complete', () => {
    const { ada, id, gate } = quoting()
    headline(ada, id, '')
    expect(gate()).toEqual({ judged: 'nothing', findings: [] })
  })

  test('another story of the same source, by its headline', async () => {
    const { ada, source, id, world } = await published()
    const second = writeQuotingStory(ada, source, 'two')
    ada.sources.protect(source, { kind: 'place', text: 'camión', requestId: 'place-01' })
    const found = ada.view(second).gate.findings
    const elsewhere = found.filter(({ storyHeadline }) => storyHeadline !== undefined)
    expect(elsewhere).toMatchObject([
      { place: { story: id }, storyHeadline: { es: 'El agua llega los martes' } },
    ])
    expect(ada.view(id).gate.judged).toBe('site')
    expect(ada.view(id).gate.findings).toHaveLength(1)
    await expect(publish(world, second)).rejects.toThrow(
      expect.objectContaining({ code: 'gate-blocked' }),
    )
  })

  test('a story of which the source is behind without being quoted', () => {
    const world = new TwoDesks()
    const { ada } = world
    const source = recordSource(ada)
    const id = writeStory(ada)
    ada.type(id, (doc) => {
      typeSegment(doc, 'es', `La señora ${SURNAME} abre la llave.`)
    })
    expect(ada.view(id).gate.findings).toEqual([])
    nameBehind(ada, id, source)
    const place = { kind: 'segment', story: id, part: 'text', language: 'es' }
    expect(ada.view(id).gate.findings).toMatchObject([{ code: 'protected-in-text', place }])
  })

  test.each([
    ['a draft', () => Promise.resolve(quoting())],
    ['a story on the site', published],
  ])('a consent that has run out since, of %s', async (_which, write) => {
    const { world, ada, source, id, gate } = await write()
    const { revision, head } = ada.sources.list().sources[0]!
    const until = '2026-11-22' as const
    const agreed = { ...consent, until }
    ada.sources.revise(source, { ...firstName, revision, head, consent: agreed })
    expect(gate().findings).toEqual([])
    await world.clock.sleep(DAY_MILLIS)
    const place = { kind: 'segment', story: id, segment: 'q1', part: 'speaker' }
    expect(gate().findings).toMatchObject([{ rule: 4, code: 'consent-expired', place, source }])
  })

  test('that this desk has not received who stands behind it', () => {
    const { ada, world, source } = quoting()
    const known = writeStory(ada, 'one')
    const behind = writeStory(ada, 'two')
    nameBehind(ada, behind, source)
    for (const id of [known, behind]) ada.move(id, 'submit')
    const state = { ...ada.journal.state, sources: emptyNewsroom.sources }
    const gate = new GateKeeper({ clock: world.clock, journal: { state }, press: plainPress() })
    const place = { kind: 'source', source }
    const found = [known, behind].map((id) => {
      const { proposal } = ada.view(id)
      return proposal?.kind === 'publication' && gate.judge(proposal)
    })
    expect(found).toEqual([[], [{ rule: 4, code: 'consent-missing', place, source }]])
  })

  test('what only the built page would say', () => {
    const { gate } = quoting(leaky(plainPress()))
    const place = {
      kind: 'site',
      path: '/files/Water-comes-on-Tuesdays-quinones.txt',
      part: 'path',
    }
    expect(gate().findings).toMatchObject([{ rule: 2, code: 'protected-on-site', place }])
  })
})

describe('what the site says by itself', () => {
  const quotedIn = (text: string) => {
    const { ada, source, id, gate } = quoting(openRealPress())
    ada.sources.protect(source, { kind: 'given-name', text, requestId: 'name-001' })
    return { ada, id, gate }
  }

  test.each(['Noviembre', 'Domingo', 'Cenzontle', 'Firma'])('is no finding: %s', (name) => {
    const { ada, id, gate } = quotedIn(name)
    const { consent: _given, ...lower } = firstName
    const [{ id: source, revision, head }] = ada.sources.list().sources as [SourceRow]
    ada.sources.revise(source, { ...lower, level: 'description', revision, head })
    const found = gate().findings.filter(({ rule }) => rule === 2)
    expect(found).toEqual([])
    expect(gate().compared).toEqual({ sources: 1, texts: 2 })
    expect(ada.view(id).state).toBe('draft')
  })

  test('hides nothing that the words of two texts say together', () => {
    const { ada, id, source, gate } = quoting(openRealPress())
    const together = { kind: 'other', text: 'vecina Quiroga', requestId: 'name-001' } as const
    ada.sources.protect(source, together)
    ada.type(id, (doc) => {
      quotation(doc).setAttribute('whereEs', 'Quiroga')
    })
    expect(gate().findings.map(({ rule }) => rule)).toContain(2)
  })
})

test('a correction is not kept back by what the pages of another story say', async () => {
  const { world, ada, source, id } = quoting(openRealPress())
  world.bruno.press = openRealPress()
  await publish(world, id)
  const other = writeQuotingStory(ada, source, 'two')
  ada.type(other, (doc) => {
    quotation(doc).setAttribute('whereEs', 'Quiroga')
  })
  await publish(world, other)
  const together = { kind: 'other', text: 'vecina Quiroga', requestId: 'name-001' } as const
  ada.sources.protect(source, together)
  expect(ada.view(other).gate.findings.map(({ rule }) => rule)).toContain(2)
  ada.move(id, 'reopen')
  const note = { es: 'Pasa a las seis.', en: 'It passes at six.' }
  ada.move(id, 'note-correction', { note })
  expect(ada.view(id).gate).toEqual({
    judged: 'draft',
    findings: [],
    compared: { sources: 1, texts: 2 },
  })
})

test('a text that says something twice is told once', () => {
  const { ada, id, gate } = quoting()
  headline(ada, id, `${SURNAME}, ${SURNAME}`)
  expect(gate().findings).toHaveLength(1)
})

test('without a source in the story it is told that nothing was compared', () => {
  const { ada } = quoting()
  const id = writeStory(ada, 'alone')
  expect(ada.view(id).gate.compared).toEqual({ sources: 0, texts: 0 })
})

test('a first name that may be printed where its source is quoted counts where it only stands behind', () => {
  const { ada, source, gate } = quoting()
  ada.sources.protect(source, { kind: 'given-name', text: 'Marina', requestId: 'name-001' })
  const behind = writeStory(ada, 'behind')
  nameBehind(ada, behind, source)
  expect(gate().compared).toEqual({ sources: 1, texts: 1 })
  expect(ada.view(behind).gate.compared).toEqual({ sources: 1, texts: 2 })
})

describe('asking again', () => {
  test('builds and reads nothing, until something on which it depends is another', () => {
    let built = 0
    const press: SitePress = {
      site: (stories) => {
        built++
        return plainPress().site(stories)
      },
    }
    const { ada, source, id, gate } = quoting(press)
    const costOf = (work: () => unknown) => {
      const before = built
      work()
      return built - before
    }
    expect(costOf(gate)).toBeGreaterThan(0)
    expect(costOf(gate)).toBe(0)
    writeStory(ada, 'other')
    expect(costOf(gate)).toBe(0)
    const protect = { kind: 'place', text: 'Nacozari', requestId: 'place-01' } as const
    ada.sources.protect(source, protect)
    expect(costOf(gate)).toBeGreaterThan(0)
    const { consent: _given, ...described } = firstName
    const { head } = ada.sources.list().sources[0]!
    ada.sources.revise(source, { ...described, level: 'description', revision: 1, head })
    expect(costOf(gate)).toBeGreaterThan(0)
    headline(ada, id, 'Water on Wednesdays')
    expect(costOf(gate)).toBeGreaterThan(0)
    expect(costOf(gate)).toBe(0)
  })

  test('for the list judges anew on another day, though nothing was written', async () => {
    const { world, ada, source, id } = quoting()
    const { revision, head } = ada.sources.list().sources[0]!
    const until = '2026-11-22' as const
    const agreed = { ...consent, until }
    ada.sources.revise(source, { ...firstName, revision, head, consent: agreed })
    ada.move(id, 'submit')
    const isBlocked = () => ada.stories.list().stories.map((one) => one.isBlocked)
    expect(isBlocked()).toEqual([false])
    await world.clock.sleep(DAY_MILLIS)
    expect(isBlocked()).toEqual([true])
  })

  test('after something was typed reads that anew, and the pages of other stories only for other texts', async () => {
    let read: string[] = []
    const { world, ada, source, id } = quoting(told((path) => read.push(path)))
    await publish(world, id)
    const second = writeQuotingStory(ada, source, 'two')
    const readBy = (work: () => unknown) => {
      read = []
      work()
      ada.view(second)
      return read
    }
    readBy(() => undefined)
    const typed = readBy(() => {
      headline(ada, second, 'Water on Wednesdays')
    })
    expect(typed).toContain('/en/water-comes-two/')
    expect(typed).not.toContain('/en/water-comes/')
    const protect = { kind: 'place', text: 'Nacozari', requestId: 'place-01' } as const
    expect(readBy(() => ada.sources.protect(source, protect))).toContain('/en/water-comes/')
  })

  test('finds nothing more in another story once that is off the site', async () => {
    const { world, ada, source, id } = await published()
    const second = writeQuotingStory(ada, source, 'two')
    ada.type(second, (doc) => {
      typeSegment(doc, 'es', 'El agua pasa a las cinco.')
    })
    ada.sources.protect(source, { kind: 'place', text: 'camión', requestId: 'place-01' })
    expect(ada.view(second).gate.findings).toHaveLength(1)
    ada.move(id, 'propose-withdrawal', { note: { es: 'Retirada.', en: 'Withdrawn.' } })
    await release(world, id)
    expect(ada.view(id)).toMatchObject({ state: 'withdrawn', gate: { judged: 'nothing' } })
    expect(ada.view(second).gate.findings).toEqual([])
  })
})

/** A press that tells which of its files are read. */
function told(onRead: (path: string) => void): SitePress {
  return {
    site(stories) {
      const site = plainPress().site(stories)
      const files = new Map(site.files)
      files.get = (path) => {
        onRead(path)
        return site.files.get(path)
      }
      return { ...site, files }
    },
  }
}

function quotation(doc: Y.Doc): Y.XmlElement {
  const body = doc.getXmlFragment(BODY)
  return body.get(body.length - 1) as Y.XmlElement
}
