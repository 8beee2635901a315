import * as Y from 'yjs'
import {
  BODY,
  CHOICES,
  fieldName,
  languages,
  storyFields,
  type Bilingual,
} from '@cronista/newsroom'
import { toBase64Url } from './api/base64-url.ts'
import type { MemoryDesk } from './desk.fixture.ts'
import { documentOf } from './story-desk.fixture.ts'

const fields: Readonly<Partial<Record<(typeof storyFields)[number], Bilingual>>> = {
  kicker: { es: 'Sierra de Las Palomas', en: 'Las Palomas hills' },
  headline: {
    es: 'El puente que se cierra a las seis',
    en: 'The bridge that closes at six',
  },
  summary: {
    es: 'Desde hace tres semanas nadie cruza de noche. La escuela perdió a la mitad de sus alumnos.',
    en: 'For three weeks nobody has crossed at night. The school has lost half of its pupils.',
  },
  place: { es: 'Norte de la sierra', en: 'Northern hills' },
  slug: { es: 'el-puente-que-se-cierra', en: 'the-bridge-that-closes' },
  sourcing: {
    es: 'Hablamos con dos personas que viven ahí. No se les nombra porque las buscarían.',
    en: 'We spoke with two people who live there. They are not named because they would be looked for.',
  },
}

const paragraphs: readonly Bilingual[] = [
  {
    es: 'A las seis de la tarde, dos camionetas se atraviesan en el puente y ya no pasa nadie. No hay letrero ni autoridad; la gente aprendió la hora por las malas.',
    en: 'At six in the evening two pick-up trucks pull across the bridge, and nobody passes any more. There is no sign and no authority; people learned the hour the hard way.',
  },
  {
    es: 'El camión del agua sube solo los martes, y solo a las casas que pagan.',
    en: 'The water truck comes up on Tuesdays only, and only to the houses that pay.',
  },
]

const quotation: Bilingual = {
  es: 'Uno se acostumbra a correr. Lo que no se acostumbra es a que los niños también sepan la hora.',
  en: 'You get used to running. What you never get used to is that the children know the hour, too.',
}

function asked(desk: MemoryDesk, method: string, path: string, body: object): string {
  const { id } = desk.stories.answer(method, path, body) as { id: string }
  return id
}

/** A complete story in both languages, written at this desk and still a draft; all of them quote the same
 *  source. */
export function writeStory(desk: MemoryDesk, others: Partial<typeof fields> = {}): string {
  const said = { ...fields, ...others }
  const name = said.slug?.es ?? ''
  const source = asked(desk, 'POST', 'sources', {
    level: 'description',
    label: { es: 'una maestra de la primaria', en: 'a primary school teacher' },
    unnamedBecause: {
      es: 'Da clases del otro lado del puente.',
      en: 'She teaches on the other side of the bridge.',
    },
    deskReason: 'La buscarían en la escuela.',
    hiddenFrom: 'de quienes cierran el puente',
    consent: { words: 'Que diga maestra, nada más.', agreedOn: '2026-11-14' },
    requestId: 'source-1',
  })
  const hidden = { kind: 'given-name', text: 'Rosaura', requestId: 'given-name-1' }
  asked(desk, 'POST', `sources/${source}/protections`, hidden)
  const penName = asked(desk, 'POST', 'pen-names', { name: 'Cenzontle', requestId: 'pen-name-1' })
  const id = asked(desk, 'POST', 'stories', { original: 'es', requestId: name })
  move(desk, id, 'begin')
  edit(desk, id, (doc) => {
    for (const field of storyFields)
      for (const language of languages)
        doc.getText(fieldName(field, language)).insert(0, said[field]?.[language] ?? '')
    doc.getMap(CHOICES).set('penName', penName)
    const body = doc.getXmlFragment(BODY)
    body.delete(0, body.length)
    body.push([
      ...paragraphs.slice(0, 1).map((text, index) => segment(`p${String(index)}`, text)),
      segment('q', quotation, {
        kind: 'quotation',
        speakerSource: source,
        saidOn: '2026-11-14',
        whereEs: 'por escrito, a esta redacción',
        whereEn: 'in writing, to this newsroom',
        spokenIn: 'es',
      }),
      segment('h', { es: 'El agua', en: 'The water' }, { kind: 'heading' }),
      ...paragraphs.slice(1).map((text, index) => segment(`r${String(index)}`, text)),
    ])
  })
  return id
}

/** Makes a move at a desk, without its page. */
export function move(desk: MemoryDesk, story: string, name: string, details: object = {}): void {
  const asked = { move: name, requestId: `${desk.personName} ${name}`, ...details }
  desk.stories.answer('POST', `stories/${story}/moves`, asked)
}

/** The digest of what is proposed of a story. */
export function proposedDigest(desk: MemoryDesk, story: string): string {
  const answer = desk.stories.answer('GET', `stories/${story}`, undefined)
  return (answer as { story: { proposal: { digest: string } } }).story.proposal.digest
}

/** Takes a story up to the site, with both people's approval. */
export function publishStory(desks: readonly [MemoryDesk, MemoryDesk], story: string): void {
  const [desk] = desks
  move(desk, story, 'submit')
  for (const one of desks) move(one, story, 'approve', { digest: proposedDigest(desk, story) })
  desk.newsroom.waitOut()
  move(desk, story, 'publish')
}

/** Changes one segment: its attributes, and what stands in front of its words. */
export function writeInto(
  desk: MemoryDesk,
  story: string,
  index: number,
  attributes: Readonly<Record<string, string>>,
  inFront: Partial<Bilingual> = {},
): void {
  edit(desk, story, (doc) => {
    const element = doc.getXmlFragment(BODY).get(index) as Y.XmlElement
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    languages.forEach((language, at) => {
      const text = (element.get(at) as Y.XmlElement).get(0) as Y.XmlText
      text.insert(0, inFront[language] ?? '')
    })
  })
}

/** Changes a story's document as another page of this desk would. */
export function edit(desk: MemoryDesk, story: string, change: (doc: Y.Doc) => void): void {
  const doc = documentOf(desk.newsroom, story)
  const vector = Y.encodeStateVector(doc)
  doc.transact(() => {
    change(doc)
  })
  desk.stories.answer('POST', `stories/${story}/sync`, {
    vector: toBase64Url(vector),
    update: toBase64Url(Y.encodeStateAsUpdate(doc, vector)),
  })
}

function segment(
  id: string,
  text: Bilingual,
  attributes: Readonly<Record<string, string>> = {},
): Y.XmlElement {
  const element = new Y.XmlElement('segment')
  for (const [name, value] of Object.entries({ id, kind: 'paragraph', ...attributes }))
    element.setAttribute(name, value)
  element.insert(
    0,
    languages.map((language) => {
      const cell = new Y.XmlElement(language)
      cell.insert(0, [new Y.XmlText(text[language])])
      return cell
    }),
  )
  return element
}
