// A story as editors type it, complete in both languages.
import { BODY, CHOICES, fieldName, type StoryField } from '@cronista/newsroom'
import * as Y from 'yjs'
import { HOLD_MILLIS, type FixtureDesk, type TwoDesks } from './two-desks.fixture.ts'

const fields: Readonly<Partial<Record<StoryField, readonly [es: string, en: string]>>> = {
  headline: ['El agua llega los martes', 'Water comes on Tuesdays'],
  kicker: ['Servicios', 'Services'],
  summary: ['Un barrio espera seis días.', 'A quarter waits six days.'],
  place: ['Norte del país', 'The north of the country'],
  slug: ['el-agua-llega', 'water-comes'],
  sourcing: ['Lo contaron dos vecinas.', 'Two neighbours told it.'],
}

/** Replaces a field in one language. */
export function typeField(
  doc: Y.Doc,
  field: StoryField,
  language: 'en' | 'es',
  text: string,
): void {
  const typed = doc.getText(fieldName(field, language))
  typed.delete(0, typed.length)
  typed.insert(0, text)
}

/** Opens a story and writes all of it; `name` tells it from others. It is a draft, ready to submit. */
export function writeStory(desk: FixtureDesk, name = ''): string {
  const penName = desk.names.addPenName({ name: 'Pluma de Sal' as never, requestId: 'pen-name-1' })
  const id = desk.stories.open({ original: 'es', requestId: desk.requestId() })
  desk.move(id, 'begin')
  desk.type(id, (doc) => {
    typeStory(doc, penName, name)
  })
  return id
}

/** Types everything that a story needs into its document. */
export function typeStory(doc: Y.Doc, penName: string, name = ''): void {
  for (const [field, [es, en]] of Object.entries(fields)) {
    const suffix = field === 'slug' && name !== '' ? `-${name}` : ''
    typeField(doc, field as StoryField, 'es', es + suffix)
    typeField(doc, field as StoryField, 'en', en + suffix)
  }
  doc.getMap(CHOICES).set('penName', penName)
  typeSegment(doc, 'es', 'El camión pasa a las cinco.')
  typeSegment(doc, 'en', 'The lorry passes at five.')
}

/** Replaces the first segment's text in one language. */
export function typeSegment(doc: Y.Doc, language: 'en' | 'es', text: string): void {
  const segment = doc.getXmlFragment(BODY).get(0) as Y.XmlElement
  const side = segment
    .toArray()
    .find((child) => child instanceof Y.XmlElement && child.nodeName === language)
  const element = side as Y.XmlElement
  element.delete(0, element.length)
  element.push([new Y.XmlText(text)])
}

/** Ada proposes the draft, and both approve it; its hold has not passed. */
export function approve(newsroom: TwoDesks, id: string): void {
  newsroom.ada.move(id, 'submit')
  approveProposed(newsroom, id)
}

function approveProposed({ ada, bruno, exchange }: TwoDesks, id: string): void {
  exchange()
  bruno.approve(id)
  exchange()
  ada.approve(id)
  exchange()
}

/** Writes a story on Ada's desk, and both approve it; its hold has not passed. */
export function approvedStory(newsroom: TwoDesks, name = ''): string {
  const id = writeStory(newsroom.ada, name)
  approve(newsroom, id)
  return id
}

/** The same, and its hold has passed. */
export async function heldStory(newsroom: TwoDesks, name = ''): Promise<string> {
  const id = approvedStory(newsroom, name)
  await newsroom.clock.advance(HOLD_MILLIS)
  return id
}

/** Both approve Ada's draft, and it goes to the site after its hold. */
export async function publish(newsroom: TwoDesks, id: string): Promise<void> {
  newsroom.ada.move(id, 'submit')
  await release(newsroom, id)
}

/** Both approve what is proposed, and it goes to the site after its hold. */
export async function release(newsroom: TwoDesks, id: string): Promise<void> {
  approveProposed(newsroom, id)
  await newsroom.clock.advance(HOLD_MILLIS)
  newsroom.ada.move(id, 'publish')
  await newsroom.rounds()
}

/** Writes a story on Ada's desk that then stands on the site. */
export async function publishedStory(newsroom: TwoDesks, name = ''): Promise<string> {
  const id = writeStory(newsroom.ada, name)
  await publish(newsroom, id)
  return id
}
