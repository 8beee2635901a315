import { grouped } from './grouped.ts'
import type { Wording } from './wording.ts'

/** The press's words in Spanish. */
export const es: Wording = {
  languageName: 'Español',
  skip: 'Ir al texto',
  navigation: 'Idiomas y contacto',
  wholeFront: 'La portada completa, en español',
  write: 'Escríbanos',
  howToWrite: 'Cómo escribirnos',
  withoutScript:
    'Sin JavaScript, como está ahora, no manda nada. Para leer no hace falta; para escribirnos desde aquí, sí.',
  readTranslation: 'Lea esta nota traducida al español',
  readOriginal: 'Lea esta nota en español, como se escribió',
  penName: 'seudónimo',
  by: 'Por',
  translatedFrom: (language) => `Traducido del ${language}.`,
  anotherLanguage: (code) => `idioma de código «${code}»`,
  exactWords: 'Palabras exactas',
  unnamedBecause: 'Por qué no va su nombre completo:',
  ownEstimate:
    'Las cifras de esta cita son un cálculo de quien habla; la redacción no las ha comprobado.',
  pictureSeen: 'Fotografía que la redacción ha visto y no publica',
  sourcing: 'Cómo lo sabemos',
  editorsNote: 'Nota de la redacción',
  corrected: (day) => `Esta nota se corrigió el ${day}.`,
  whatChanged: 'Qué cambió',
  corrections: 'Correcciones',
  series: 'Serie',
  part: (part) => `Parte ${String(part)}`,
  previousPart: 'La parte anterior',
  nextPart: 'La parte que sigue',
  storyCount: (count) => (count === 1 ? '1 nota' : `${grouped(count)} notas`),
  penNameNote: (name) =>
    `«${name}» es un seudónimo. Quien firma así no usa su propio nombre, y este periódico no publica cuál es.`,
  moreStories: 'Más notas',
  readOn: 'Siga leyendo',
  nothingYet: 'Todavía no hay nada publicado.',
  archive: 'Hemeroteca',
  archiveNote: 'Las notas que siguen publicadas, año por año.',
  archiveOf: (year) => `Hemeroteca, ${year}`,
  feed: 'Canal Atom, para lectores de noticias',
  knowMore: '¿Sabe usted algo más de esto?',
  withdrawnTitle: 'Esta nota fue retirada',
  withdrawnNote: 'En esta dirección hubo una nota. La redacción la retiró, y da esta razón:',
  withdrawnOn: (day) => `Retirada el ${day}`,
  demoTitle: 'Demostración.',
  demo: 'El pueblo, las personas y las historias son inventados, y los tiempos de espera están acortados a unos segundos.',
  coverFooter: (seconds, bytes) =>
    `Mientras está a la vista en una dirección de este periódico, esta página manda un sobre sellado de ${bytes} bytes, al principio más o menos cada ${seconds} segundos y después con menos frecuencia, lea usted o escriba.`,
  stop: 'Detener los sobres de esta página',
  stopCost:
    'Si le quedan pocos datos, puede detener los sobres hasta que vuelva a abrir la página. Este botón es igual para todos, lean o escriban. Quien vigile la línea nota que los sobres pararon, y mientras tanto desde aquí no se puede escribir.',
  colophon:
    'Las firmas son seudónimos: en algunos lugares, firmar con el nombre propio puede costar la vida.',
  notFoundTitle: 'Esa página no está',
  notFound:
    'La dirección no lleva a ningún texto de este periódico. Puede ser que esté mal escrita.',
  notFoundLink: 'Ir a la portada',
}
