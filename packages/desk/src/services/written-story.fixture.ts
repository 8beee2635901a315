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
    for (const [field, [es, en]] of Object.entries(fields)) {
      const suffix = field === 'slug' && name !== '' ? `-${name}` : ''
      typeField(doc, field as StoryField, 'es', es + suffix)
      typeField(doc, field as StoryField, 'en', en + suffix)
    }
    doc.getMap(CHOICES).set('penName', penName)
    typeSegment(doc, 'es', 'El camión pasa a las cinco.')
    typeSegment(doc, 'en', 'The lorry passes at five.')
  })
  return id
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

/** Writes a story on Ada's desk, and both approve it; its hold has not passed. */
export function approvedStory({ ada, bruno, exchange }: TwoDesks, name = ''): string {
  const id = writeStory(ada, name)
  ada.move(id, 'submit')
  exchange()
  bruno.approve(id)
  exchange()
  ada.approve(id)
  exchange()
  return id
}

/** The same, and its hold has passed. */
export async function heldStory(newsroom: TwoDesks, name = ''): Promise<string> {
  const id = approvedStory(newsroom, name)
  await newsroom.clock.advance(HOLD_MILLIS)
  return id
}

/** The same, and it stands on the site. */
export async function publishedStory(newsroom: TwoDesks, name = ''): Promise<string> {
  const id = await heldStory(newsroom, name)
  newsroom.ada.move(id, 'publish')
  await newsroom.rounds()
  return id
}
