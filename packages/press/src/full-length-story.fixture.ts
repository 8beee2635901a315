// An invented story of the length and shape that the newsroom prints: three sources known to readers by
// full name, by first name and by trade, four dated public statements, an estimate, a picture.
import {
  languages,
  penName,
  sourceLabel,
  type Bilingual,
  type PlainDate,
  type PrintedBlock,
  type PrintedSpeaker,
  type Quotation,
  type Spans,
  type StandingStory,
} from '@cronista/newsroom'
import { seriesPart, standing, storySaying } from './story.fixture.ts'

const WORDS = 850

type Said = Pick<Quotation<PrintedSpeaker>, 'figures' | 'spokenIn'>

function spans(es: string, en: string): Bilingual<Spans> {
  return { es: [{ text: es }], en: [{ text: en }] }
}

function speaker(es: string, en: string, because?: Bilingual): PrintedSpeaker {
  const label = { es: sourceLabel(es), en: sourceLabel(en) }
  return because === undefined ? { label } : { label, unnamedBecause: because }
}

function said(
  who: PrintedSpeaker,
  saidOn: PlainDate,
  where: Bilingual,
  text: Bilingual<Spans>,
  { spokenIn = 'es', ...others }: Partial<Said> = {},
): PrintedBlock {
  return { kind: 'quotation', id: '', speaker: who, saidOn, where, text, spokenIn, ...others }
}

const named = speaker(
  'Fermina Olguín Barraza, ingeniera hidráulica',
  'Fermina Olguín Barraza, hydraulic engineer',
)
const firstName = speaker('Abundio, ejidatario', 'Abundio, communal farmer', {
  es: 'Su parcela está a la vista del retén y pidió que sólo fuera su nombre de pila.',
  en: 'His plot is in sight of the roadblock, and he asked us to print only his first name.',
})
const described = speaker('Un transportista de Sinaloa', 'A trucker from Sinaloa', {
  es: 'Vuelve a pasar por ese camino cada semana, y lo reconocerían.',
  en: 'He takes that road again every week, and would be recognized.',
})
const governor = speaker('Ovidio Larrañaga, gobernador', 'Ovidio Larrañaga, governor')
const spokeswoman = speaker(
  'Dana Whitcombe, vocera del Departamento de Carreteras',
  'Dana Whitcombe, spokeswoman for the Department of Highways',
)

const quotations: readonly PrintedBlock[] = [
  said(
    firstName,
    '2026-06-03',
    { es: 'en su parcela', en: 'on his plot' },
    spans(
      'Yo le calculo que cuatro de cada diez ya no siembran: mitad por la sequía y mitad por el permiso.',
      'I’d say four out of ten have stopped planting: half because of the drought and half because of the permit.',
    ),
    { figures: 'own-estimate' },
  ),
  said(
    governor,
    '2026-05-11',
    { es: 'conferencia de prensa, Radio Valle Nuevo', en: 'press conference, Radio Valle Nuevo' },
    spans('En esa carretera no hay ningún retén.', 'There is no roadblock on that highway.'),
  ),
  said(
    described,
    '2026-06-04',
    { es: 'entrevista en una gasolinera', en: 'interview at a gas station' },
    spans(
      'Llevo doce años en esta ruta y nunca había pagado dos veces por el mismo viaje.',
      'I’ve been on this route for twelve years and had never paid twice for one trip.',
    ),
    { figures: 'own-life' },
  ),
  said(
    spokeswoman,
    '2026-05-20',
    { es: 'noticiero vespertino, Canal 9 de Yuma', en: 'evening news, Channel 9, Yuma' },
    spans(
      'Recomendamos a los choferes que planeen otra ruta. No voy a decir más.',
      'We are advising drivers to plan another route. I am not going to say more than that.',
    ),
    { spokenIn: 'en' },
  ),
  said(
    governor,
    '2026-06-01',
    { es: 'discurso por el Día de la Marina', en: 'Navy Day speech' },
    spans('El que trabaja no tiene de qué preocuparse.', 'Those who work have nothing to fear.'),
  ),
  said(
    named,
    '2026-06-05',
    { es: 'por teléfono', en: 'by telephone' },
    spans(
      'El canal lleva agua. Lo que no lleva es a nadie.',
      'The canal has water in it. What it doesn’t have is anybody.',
    ),
  ),
  said(
    firstName,
    '2026-06-06',
    { es: 'en la asamblea ejidal', en: 'at the communal assembly' },
    spans('Yo ya no voy a pedir permiso.', 'I’m done asking permission.'),
  ),
  said(
    governor,
    '2026-06-08',
    { es: 'sesión pública del Congreso del estado', en: 'public session of the state congress' },
    spans('Ya lo dije y no lo voy a repetir.', 'I have said so already and I will not repeat it.'),
  ),
]

const told: readonly Bilingual<Spans>[] = [
  spans(
    'El camino al distrito de riego tiene tres topes y, desde abril, una vara de carrizo atravesada entre dos cubetas con cemento. Nadie la vigila de día. De noche hay quien la levanta, y el que la levanta cobra por subirla y por volver a bajarla.',
    'The road to the irrigation district has three speed bumps and, since April, a reed pole laid across two buckets of cement. Nobody minds it by day. At night somebody lifts it, and whoever lifts it charges for raising it and again for letting it down.',
  ),
  spans(
    'Los camiones esperan en fila con las luces apagadas. Cada chofer lleva el dinero doblado en la visera y no lo cuenta al entregarlo. El recibo, cuando lo hay, es una tapa de refresco marcada con una navaja, y hay que devolverla a la salida.',
    'Trucks wait in line with their lights off. Every driver keeps the money folded in the sun visor and does not count it when he hands it over. The receipt, when there is one, is a bottle cap notched with a knife, and it has to be given back on the way out.',
  ),
  spans(
    'En el padrón del distrito hay parcelas con dueño, con turno y con el pago al corriente, que este año no pidieron agua. Las encargadas de la ventanilla no preguntan por qué. Apuntan la fecha con lápiz y dejan el renglón abierto por si alguien regresa.',
    'The district’s register lists plots with an owner, a turn and every fee paid that asked for no water this year. The women at the window do not ask why. They write the date in pencil and leave the line open in case somebody comes back.',
  ),
]

function wordsOf(blocks: readonly PrintedBlock[], language: keyof Bilingual): number {
  return blocks.flatMap(({ text }) => text[language].flatMap((span) => span.text.split(' '))).length
}

/** Quotations between paragraphs, and paragraphs after them until the story is long enough. */
function body(): readonly PrintedBlock[] {
  const blocks: PrintedBlock[] = []
  const put = (block: PrintedBlock): unknown =>
    blocks.push({ ...block, id: `s${String(blocks.length)}` })
  for (let at = 0; languages.some((one) => wordsOf(blocks, one) < WORDS); at++) {
    const [text, quotation] = [told[at % told.length], quotations[at]]
    if (text) put({ kind: 'paragraph', id: '', text })
    if (quotation) put(quotation)
    if (at === 2) put({ kind: 'heading', id: '', text: spans('La vara', 'The pole') })
    if (at === 3)
      put({
        kind: 'picture',
        id: '',
        text: spans(
          'Dos cubetas con cemento a los lados de un camino de tierra, al atardecer. No se ve a nadie.',
          'Two buckets of cement on either side of a dirt road, at dusk. No one can be seen.',
        ),
      })
  }
  return blocks
}

/** The story as it stands, with a note of the editors and as the fourth part of the fixtures' series. */
export const fullLengthStory: StandingStory = standing(
  storySaying('x', 'la-vara', {
    penName: { name: penName('Candil'), slug: 'candil' },
    series: seriesPart(4),
    slug: { es: 'la-vara', en: 'the-pole' },
    kicker: { es: 'Caminos', en: 'Roads' },
    headline: { es: 'La vara entre dos cubetas', en: 'The pole between two buckets' },
    summary: {
      es: 'En el distrito de riego hay agua, hay padrón y hay turnos. Lo que falta es quién se atreva a pasar de noche por el camino.',
      en: 'The irrigation district has water, a register and turns. What it lacks is anyone willing to take the road at night.',
    },
    place: { es: 'Valle Nuevo', en: 'Valle Nuevo' },
    blocks: body(),
    sourcing: {
      es: 'Las palabras del gobernador y de la vocera son públicas y las oímos completas. Lo demás se dijo a nuestro corresponsal.',
      en: 'The words of the governor and the spokeswoman are public, and we heard all of them. The rest was said to our correspondent.',
    },
    editorsNote: {
      es: 'Quien escribe vive donde pasan los hechos, y firma con seudónimo.',
      en: 'The writer lives where this happens, and signs with a pen name.',
    },
    corrections: [],
  }),
  '2026-06-09',
)
