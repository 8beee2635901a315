/** The press's own words, complete in both languages: a missing one does not compile. */
import type { Language } from '@cronista/protocol'

/** Everything that the frame of a page says. Sentences that count are functions of what they count. */
export interface Wording {
  readonly languageName: string
  readonly skip: string
  readonly navigation: string
  readonly frontPage: string
  readonly write: string
  readonly howToWrite: string
  readonly writePath: string
  readonly withoutScript: string
  readonly otherLanguage: string
  readonly penName: string
  readonly by: string
  readonly sourcing: string
  readonly moreStories: string
  readonly knowMore: string
  readonly translated: Readonly<Record<Language, string>>
  readonly demoTitle: string
  readonly demo: string
  readonly coverFooter: (seconds: string, bytes: string) => string
  /** The switch that stops the envelopes of a page, which the script shows, and what throwing it costs. */
  readonly stop: string
  readonly stopCost: string
  readonly colophon: string
  readonly notFoundTitle: string
  readonly notFound: string
  readonly notFoundLink: string
}

const es: Wording = {
  languageName: 'Español',
  skip: 'Ir al texto',
  navigation: 'Secciones',
  frontPage: 'Portada',
  write: 'Escríbenos',
  howToWrite: 'Cómo escribirnos',
  writePath: '/es/escribir/',
  withoutScript:
    'Sin JavaScript, como está ahora, no manda nada. Para leer no hace falta; para escribirnos desde aquí, sí.',
  otherLanguage: 'Read this story in English',
  penName: 'seudónimo',
  by: 'Por',
  sourcing: 'Cómo lo sabemos',
  moreStories: 'También en esta edición',
  knowMore: '¿Sabe usted algo más de esto?',
  translated: { es: 'Traducido del español.', en: 'Traducido del inglés.' },
  demoTitle: 'Demostración.',
  demo: 'El pueblo, las personas y las historias son inventados, y los tiempos de espera están acortados a unos segundos.',
  coverFooter: (seconds, bytes) =>
    `Mientras está a la vista, esta página manda más o menos cada ${seconds} segundos un sobre sellado de ${bytes} bytes, lea usted o escriba.`,
  stop: 'Detener los sobres de esta página',
  stopCost:
    'Si le quedan pocos datos, puede detener los sobres hasta que vuelva a abrir la página. Este botón es igual para todos, lean o escriban. Quien vigile la línea nota que los sobres pararon, y mientras tanto desde aquí no se puede escribir.',
  colophon:
    'Las firmas son seudónimos: en algunos lugares, firmar con el nombre propio cuesta la vida.',
  notFoundTitle: 'Esa página no está',
  notFound:
    'La dirección no lleva a ningún texto de este periódico. Puede ser que esté mal escrita.',
  notFoundLink: 'Ir a la portada',
}

const en: Wording = {
  languageName: 'English',
  skip: 'Skip to the text',
  navigation: 'Sections',
  frontPage: 'Front page',
  write: 'Write to us',
  howToWrite: 'How to write to us',
  writePath: '/en/write/',
  withoutScript:
    'Without JavaScript, as it is now, it sends nothing. Reading does not need it; writing to us from here does.',
  otherLanguage: 'Lea esta nota en español',
  penName: 'pen name',
  by: 'By',
  sourcing: 'How we know this',
  moreStories: 'Also in this issue',
  knowMore: 'Do you know more about this?',
  translated: { es: 'Translated from Spanish.', en: 'Translated from English.' },
  demoTitle: 'Demonstration.',
  demo: 'The town, the people and the stories are invented, and waiting times are cut to a few seconds.',
  coverFooter: (seconds, bytes) =>
    `While it is in view, this page sends a sealed envelope of ${bytes} bytes about every ${seconds} seconds, whether you read or write.`,
  stop: 'Stop this page’s envelopes',
  stopCost:
    'If you are short of data, you can stop the envelopes until you open the page again. This button is the same for everybody, whether they read or write. Whoever watches the line notices that the envelopes stopped, and until then you cannot write from here.',
  colophon: 'Bylines here are pen names: in some places, signing your own costs you your life.',
  notFoundTitle: 'That page is not here',
  notFound: 'The address leads to no text in this paper. It may be mistyped.',
  notFoundLink: 'Go to the front page',
}

const catalogue: Readonly<Record<Language, Wording>> = { es, en }

/** The press's words in `language`. */
export function wordingOf(language: Language): Wording {
  return catalogue[language]
}

/** `number` with the thousands separated as Mexico and the United States both do. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}
