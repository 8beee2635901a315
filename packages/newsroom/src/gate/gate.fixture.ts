// A story that passes the gate, with one source whom the newsroom knows by more than it may print. Every
// test changes one thing.
import { encodeEvent, parseEvent, type JournalEvent } from '../events.ts'
import { fold } from '../fold.ts'
import type { Consent, ProtectionKind, SourceDescribed } from '../events/source-events.ts'
import { headOf } from '../state/agreed-level.ts'
import type { NewsroomState } from '../state/newsroom-state.ts'
import { sourceStandingOf, type SourceStanding } from '../state/source-standing.ts'
import { digestOf } from '../story/digest.ts'
import { penName, sourceLabel } from '../story/names.ts'
import type { PrintableStory } from '../story/printable-story.ts'
import type { Approval } from '../story/standing.ts'
import { correction, STORY } from '../story/story.fixture.ts'
import type { BuiltFile, GateSubject } from './subject.ts'

/** The teacher: by her first name. */
export const TEACHER = '0a'.repeat(16)
/** The engineer: with full name and role. */
export const ENGINEER = '0b'.repeat(16)
/** Somebody behind the story who is not quoted. */
export const DRIVER = '0c'.repeat(16)

const person = 'a1'.repeat(16)
const by = { v: 1, person } as const

/** What a source said when asked. */
export const consent: Consent = {
  ...{ words: 'Sí, así está bien.', agreedOn: '2026-02-20', askedBy: person },
}

/** How the teacher is printed. */
export const teacherLabel = {
  es: sourceLabel('Marina, maestra'),
  en: sourceLabel('Marina, a teacher'),
}
const engineerLabel = {
  es: sourceLabel('Darío Quiroga Luna, ingeniero'),
  en: sourceLabel('Darío Quiroga Luna, engineer'),
}
const driverLabel = { es: sourceLabel('Quien maneja'), en: sourceLabel('Who drives') }
const fears = { es: 'Teme por su vida.', en: 'She fears for her life.' }

/** A description of the teacher; others replace what is different. */
export function described(others: object = {}): JournalEvent {
  return told({
    ...{ type: 'source-described', source: TEACHER, level: 'first-name', label: teacherLabel },
    ...{ unnamedBecause: fears, deskReason: 'Amenazas', hiddenFrom: 'Quienes cobran piso' },
    ...{ consent, revision: 1, describedAtMillis: 0, ...others },
  })
}

/** Makes a description of the teacher the second, by somebody who knew the first. */
export const secondOf = { revision: 2, follows: headOf([described() as SourceDescribed]) }

/** One more text that must not get out. */
export function protecting(
  kind: ProtectionKind,
  text: string,
  source = TEACHER,
  protection = idOf(`${kind} ${text}`),
): JournalEvent {
  return told({ type: 'source-protected', source, protection, kind, text, protectedAtMillis: 0 })
}

/** The source agrees that a text may be printed. */
export function lifting(protection: string, others: object = {}): JournalEvent {
  return told({
    ...{ type: 'protection-lifted', source: TEACHER, protection, consent },
    ...{ liftedAtMillis: 0, ...others },
  })
}

/** As a journal gives it back. */
function told(event: object): JournalEvent {
  return parseEvent(encodeEvent({ ...by, ...event } as JournalEvent))
}

/** What the newsroom knows before a test changes anything. */
const knownEvents: readonly JournalEvent[] = [
  described(),
  protecting('given-name', 'Marina'),
  protecting('surname', 'Hernández Ibarra'),
  protecting('employer', 'Colegio Benito Juárez'),
  protecting('phone', '662 145 9087'),
  described({
    ...{ source: ENGINEER, level: 'full', label: engineerLabel },
    ...{ unnamedBecause: undefined, deskReason: undefined, hiddenFrom: undefined },
  }),
  protecting('surname', 'Quiroga Luna', ENGINEER),
  described({ source: DRIVER, level: 'nothing', label: driverLabel }),
  protecting('plate', 'VKR-482-B', DRIVER),
]

/** The state that these events make, after what is known before. */
export function knowing(...events: readonly JournalEvent[]): NewsroomState {
  return fold([...knownEvents, ...events])
}

/** What a state knows of sources. */
export function standings(
  state: NewsroomState = knowing(),
  ids: readonly string[] = [TEACHER, ENGINEER, DRIVER],
): readonly SourceStanding[] {
  return ids.flatMap((id) => sourceStandingOf(state, id) ?? [])
}

/** The id of a protection, or of another story. */
export function idOf(text: string): string {
  const digits = [...new TextEncoder().encode(text)].map((byte) => byte.toString(16))
  return digits.join('').padEnd(32, '0').slice(-32)
}

function inBoth(es: string, en: string) {
  return { es: [{ text: es }], en: [{ text: en }] }
}

/** A story that has everything a story can have. */
export const story: Required<PrintableStory> = {
  version: 1,
  id: STORY,
  original: 'es',
  penName: { name: penName('Zacate'), slug: 'zacate' },
  series: {
    title: { es: 'El agua', en: 'The water' },
    slug: { es: 'agua', en: 'water' },
    part: 2,
  },
  slug: { es: 'sin-agua', en: 'no-water' },
  kicker: { es: 'Sonora', en: 'Sonora' },
  headline: { es: 'La escuela sin agua', en: 'The school without water' },
  summary: {
    es: 'Una maestra calcula que 4 de cada 10 familias pagan.',
    en: 'A teacher estimates that 4 in 10 families pay.',
  },
  place: { es: 'Norte de Sonora', en: 'Northern Sonora' },
  sourcing: { es: 'Hablamos con dos personas.', en: 'We spoke to two people.' },
  editorsNote: { es: 'Firma con seudónimo.', en: 'Written under a pen name.' },
  blocks: [
    { kind: 'paragraph', id: 's1', text: inBoth('No hay agua.', 'There is no water.') },
    { kind: 'heading', id: 's2', text: inBoth('El pago', 'The payment') },
    { kind: 'picture', id: 's3', text: inBoth('Un patio con cubetas.', 'A yard with buckets.') },
    {
      ...{ kind: 'quotation', id: 's4', saidOn: '2026-03-01', spokenIn: 'yaq' },
      text: inBoth('Pagan 4 de cada 10 familias', '4 in 10 families pay'),
      speaker: { label: teacherLabel, unnamedBecause: fears, source: TEACHER },
      where: { es: 'Entrevista', en: 'Interview' },
      ...{ exactWords: 'Kaita vaa', figures: 'own-estimate' },
    },
    {
      ...{ kind: 'quotation', id: 's5', saidOn: '2026-03-02', spokenIn: 'es' },
      text: inBoth('La bomba se paró', 'The pump stopped'),
      speaker: { label: engineerLabel, source: ENGINEER },
      where: { es: 'Entrevista', en: 'Interview' },
    },
    {
      ...{ kind: 'quotation', id: 's6', saidOn: '2026-03-03', spokenIn: 'es' },
      text: inBoth('Habrá agua en 30 días', 'There will be water in 30 days'),
      speaker: {
        label: {
          es: sourceLabel('Rosa Cota, alcaldesa'),
          en: sourceLabel('Rosa Cota, mayor'),
        },
      },
      where: { es: 'Discurso', en: 'Speech' },
    },
  ],
  corrections: [correction('La bomba era otra')],
  alsoFrom: [DRIVER],
}

/** The story with other fields. */
export function storyWith(others: Partial<PrintableStory>): PrintableStory {
  return { ...story, ...others }
}

/** The story with one segment changed. */
export function withSegment(id: string, others: object): PrintableStory {
  return storyWith({
    blocks: story.blocks.map((block) => (block.id === id ? { ...block, ...others } : block)),
  })
}

/** The story in which a segment says this. */
export function saying(id: string, es: string, en: string): PrintableStory {
  return withSegment(id, { text: inBoth(es, en) })
}

/** A built page. */
export function built(path: string, text: string): BuiltFile {
  return [path, new TextEncoder().encode(text)]
}

/** What passes the gate, or `others` in it. */
export function subject(others: Partial<GateSubject> = {}): GateSubject {
  const page = built('es/sin-agua/index.html', '<h1>La escuela sin agua</h1>')
  return {
    ...{ stage: 'review', kind: 'publication', story, today: '2026-03-10' },
    sources: standings(),
    siblings: () => [],
    siteOf: () => [page],
    ...others,
  }
}

/** Approvals of this story by two people on two devices, or by others. */
export function approvals(
  approved: PrintableStory,
  by: readonly (readonly [person: string, device: string])[] = [
    ['a1', 'd1'],
    ['b2', 'd2'],
  ],
): readonly Approval[] {
  const digest = digestOf({ kind: 'publication', story: approved })
  return by.map(([who, device]) => ({
    ...{ person: who.repeat(16), device: device.repeat(16), digest },
  }))
}
