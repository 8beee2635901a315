import type { GateTexts } from './gate-texts.ts'
import { counted } from './counted.ts'

export const gateEs: GateTexts = {
  heading: 'Cotejo con lo acordado',
  blocked: (findings) => `Detenida: ${counted(findings, 'cosa', 'cosas')} por resolver`,
  exposed: (findings) =>
    `Dice más de lo que hoy está acordado: ${counted(findings, 'cosa', 'cosas')}`,
  settle: {
    draft: 'Mientras quede algo de esto, no se puede enviar a revisión ni publicar.',
    proposal:
      'Así no se puede aprobar ni publicar, y lo propuesto ya no se cambia aquí: devuélvala a borrador y corrija, o anote en la fuente lo que aceptó.',
    site: 'Los lectores ya la tienen. Reábrala y corríjala, o proponga su retiro; lo que diga una corrección ya publicada solo se quita con el retiro.',
    nothing: 'Mientras quede algo de esto, no se puede publicar.',
  },
  clear: 'Nada de lo protegido aparece, y constan los acuerdos.',
  compared: (sources, texts) =>
    `Se ${texts === 1 ? 'cotejó' : 'cotejaron'} ${counted(texts, 'dato protegido', 'datos protegidos')} de ${counted(sources, 'fuente', 'fuentes')}.`,
  noSources:
    'No se cotejó nada: esta nota no tiene fuentes. Si alguien está detrás de ella, anótelo en «Fuentes de esta nota».',
  judging: 'Cotejando…',
  limits: 'El cotejo encuentra textos. Lo que se deduce entre líneas lo juzgan ustedes.',
  nothing: 'Se hace en cuanto la nota esté completa.',
  groups: {
    1: 'Dice más de lo acordado',
    2: 'En las páginas ya armadas',
    4: 'Acuerdos con las fuentes',
    5: 'Motivos que faltan',
    13: 'Cifras de una sola persona',
    18: 'Dos personas, dos idiomas',
  },
  codes: {
    'protected-in-text': (whose, what) => `Aparece ${what} de ${whose}, y no debe salir.`,
    'nothing-protected': (whose) =>
      `No está anotado qué no debe salir de ${whose}. Anote al menos su nombre.`,
    'protected-on-site': (whose, what) => `Queda ${what} de ${whose} en una página ya armada.`,
    'consent-missing': (whose) => `No consta que ${whose} haya aceptado publicarse así.`,
    'consent-expired': (whose) =>
      `Lo que aceptó ${whose} ya venció. Pregunte otra vez y anote la respuesta.`,
    'label-not-agreed': (whose) =>
      `No consta que se haya acordado con la fuente llamarle ${whose}.`,
    'reader-reason-missing': (whose) =>
      `Falta decirle al lector, en los dos idiomas, por qué no se nombra a ${whose}.`,
    'desk-reason-missing': (whose) =>
      `Falta anotar, para la redacción, por qué no se nombra a ${whose}.`,
    'hidden-from-missing': (whose) => `Falta anotar de quién se esconde a ${whose}.`,
    'figure-undeclared': (whose) =>
      `Hay una cifra en palabras de ${whose}. Diga en la cita si es cálculo suyo o algo de su propia vida.`,
    'figure-unattributed': (whose) =>
      `La nota da por cierta una cifra que es cálculo de ${whose}. Atribúyala ahí mismo: «según…», «calcula…».`,
    'approvals-missing': () => 'Faltan las aprobaciones de dos personas en dos dispositivos.',
    'one-language-changed': () =>
      'La corrección cambia un solo idioma. Lo que se corrige, se corrige en los dos.',
  },
  what: {
    'given-name': 'el nombre de pila',
    surname: 'un apellido',
    nickname: 'un apodo',
    employer: 'el patrón o la empresa',
    kin: 'el nombre de un pariente',
    place: 'un lugar',
    phone: 'un teléfono',
    plate: 'una placa',
    document: 'un documento',
    other: 'un dato protegido',
  },
  aSource: 'una fuente',
  unknownSource: 'una fuente que esta mesa no conoce',
  label: (label) => `«${label}»`,
  goTo: (place) => `Ir a: ${place}`,
  morePlaces: (places) => (places === 1 ? 'Otro lugar' : `Otros ${String(places)} lugares`),
  toSource: 'Ver la ficha de la fuente',
  toFigures: 'Decir de qué son las cifras',
  places: {
    penName: 'Firma',
    series: 'Serie',
    correction: (number) => `Corrección ${String(number)}`,
    note: 'Aviso de retiro',
    reason: 'Motivo para el lector',
    aSegment: 'Una parte del texto',
    source: 'Ficha de la fuente',
    story: 'Toda la nota',
    speaker: 'quién lo dijo',
    where: 'dónde lo dijo',
    exactWords: 'palabras exactas',
    in: (place, language) => `${place}, ${language === 'es' ? 'español' : 'inglés'}`,
    part: (segment, part) => `${segment}, ${part}`,
    otherStory: (headline, place) => `Otra nota, «${headline}»: ${place}`,
    site: {
      path: (path) => `En la dirección ${path}`,
      text: (path) => `En el texto de ${path}`,
      attribute: (path) => `En un atributo de ${path}`,
      data: (path) => `En los datos para buscadores de ${path}`,
      raw: (path) => `Dentro del archivo ${path}`,
    },
  },
}
