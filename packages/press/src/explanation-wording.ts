/**
 * What the page «Cómo escribirnos» says. Nothing here promises more than docs/threat-model.md shows; the
 * rows of `adversaries` are that document's table, told to somebody who is deciding whether to write.
 */
import type { Bilingual, Language } from '@cronista/newsroom'

/** Who learns what. Without `hidden`, nothing of what was written is kept from them. */
export interface Adversary {
  readonly who: string
  readonly sees: string
  readonly hidden?: string
}

/** The explanation in one language. */
export interface Explanation {
  readonly title: string
  readonly standfirst: string
  readonly stepsTitle: string
  readonly steps: readonly string[]
  readonly habitsTitle: string
  /** What visits give away, and what a simulation of it says and does not say (docs/threat-model.md). */
  readonly habits: readonly string[]
  readonly adversariesTitle: string
  readonly adversariesLead: string
  readonly sees: string
  readonly hidden: string
  readonly adversaries: readonly Adversary[]
  readonly costTitle: string
  readonly costLead: string
  readonly costHeads: readonly [visit: string, envelopes: string, up: string, down: string]
  readonly minutes: (count: number) => string
  readonly costNote: string
  readonly costDemo: (production: string) => string
  readonly optOut: string
  readonly fingerprintTitle: string
  readonly fingerprint: string
  readonly otherLanguage: string
}

const es: Explanation = {
  title: 'Cómo escribirnos',
  standfirst:
    'Desde cualquier página de este periódico se nos puede escribir. No hay cuenta, ni correo, ni formulario. Antes de decidir, lea qué pasa y qué se alcanza a ver.',
  stepsTitle: 'Qué va a pasar',
  steps: [
    'Toque «Escríbanos». La página que ya tiene abierta se vuelve una hoja en blanco; en ese momento no se pide nada a la red.',
    'Le damos ocho palabras para que las memorice. Son su única llave: quien las tenga lee nuestras respuestas y escribe como si fuera usted. Nosotros no las guardamos ni podemos recuperarlas.',
    'Escriba hasta 20,000 caracteres. El texto se corta en sobres sellados, todos del mismo tamaño, que salen uno por uno, al mismo paso con que las páginas de todos los lectores mandan sobres vacíos.',
    'Deje la página abierta y a la vista hasta que la barra, que cuenta los sobres que ya salieron, llegue al final: si la cierra antes, lo que falte se pierde. Que hayan salido no quiere decir que llegaron. Eso lo dice «La redacción lo recibió», que puede tardar horas; no hace falta esperarlo.',
    'Para leer la respuesta, vuelva otro día, en este teléfono o en otro, y ponga sus ocho palabras. Las respuestas se quedan hasta dos semanas, si hay lugar. Ese día la página ya no sabe si su carta llegó: sólo una respuesta se lo dice.',
  ],
  habitsTitle: 'Cada cuándo venir',
  habits: [
    'Su compañía de teléfonos no ve lo que usted manda, pero sí qué días entra y cuánto se queda, y puede compararlo con las fechas de lo que publicamos. Por eso ayuda leer seguido, también cuando no tenga nada que contar; escribir en visitas cortas, repartidas en varios días; y no venir nada más a escribir.',
    'Lo calculamos con un pueblo inventado de 100 lectores y tres historias de la misma persona, cada una publicada tras una espera sorteada. Si escribía en visitas de 20 minutos y sólo venía a eso, el cálculo la señalaba en primer lugar 97 de cada 100 veces. Si escribía en visitas de 6 minutos y leía a diario, en ninguna de 200, aunque 8 de cada 100 quedaba entre los primeros cinco.',
    'Las costumbres de ese pueblo las supusimos: no se midió ninguno, y el cálculo no promete nada. Cada historia más de la misma persona la deja más a la vista. Y donde los lectores son cinco o veinte, ninguna costumbre alcanza: ahí sólo ayuda escribir desde otra red o desde otro pueblo, o entrar con el navegador Tor.',
  ],
  adversariesTitle: 'Quién sigue viendo qué',
  adversariesLead:
    'Ninguna herramienta borra todas las huellas. Esto es lo que cada quien puede saber, y lo que no.',
  sees: 'Puede saber',
  hidden: 'No sabe',
  adversaries: [
    {
      who: 'La compañía de teléfonos, el dueño del Wi-Fi',
      sees: 'Que este teléfono visita el sitio, a qué hora y cuánto tiempo. Quedarse mucho rato, y más si se repite, hace más probable que escriba; venir nada más a escribir, también.',
      hidden: 'Si escribió o nada más leyó, salvo por lo largo y lo frecuente de las visitas.',
    },
    {
      who: 'Quien opera el servidor, la empresa que lo aloja, o un juez que se lo ordene',
      sees: 'La dirección de red de cada visitante mientras está conectado, y cuántos sobres manda.',
      hidden:
        'Cuáles sobres llevan algo escrito, ni una sola palabra, ni quién habla con qué editor.',
    },
    {
      who: 'Quien tenga después su teléfono, desbloqueado',
      sees: 'Que el navegador entró a un periódico, y cuánto tiempo. Lo que hayan guardado el teclado, una captura de pantalla o la memoria de una página que sigue abierta.',
      hidden:
        'Por lo que guardan esta página y el navegador: que usted escribió, sus palabras o su texto.',
    },
    {
      who: 'Quien se lleve la computadora de un editor, bloqueada',
      sees: 'Que es de una redacción, cuántas conversaciones hay y más o menos qué tan largas son.',
      hidden: 'Los nombres, y lo que dicen las conversaciones y los borradores.',
    },
    {
      who: 'Quien lee lo publicado',
      sees: 'La historia y el seudónimo.',
      hidden: 'Lo que usted y la redacción acordaron callar, mientras nadie se equivoque.',
    },
    {
      who: 'Un servidor que entregue un programa alterado a una sola persona',
      sees: 'Todo lo que esa persona escriba. No lo podemos impedir; sólo se descubre comparando el programa que reparte el sitio con el que debería repartir.',
    },
    {
      who: 'Quien esté frente a la computadora de un editor, abierta',
      sees: 'Todo lo que ese editor puede abrir.',
    },
    {
      who: 'Quien conoce el pueblo',
      sees: 'Lo que la historia misma delate: el detalle que sabían tres personas, la manera de decirlo.',
    },
    {
      who: 'Quien tenga sus ocho palabras',
      sees: 'Las respuestas que sigan en pie. Además, cada carta va firmada con una llave que sale de esas palabras: nadie más puede escribir por usted, y si las entrega no podrá negar lo que escribió.',
    },
  ],
  costTitle: 'Lo que cuesta',
  costLead:
    'Quien lee manda los mismos sobres que quien escribe: de eso depende que desde fuera se parezcan. Esos sobres gastan datos, y los paga usted.',
  costHeads: ['Visita', 'Sobres', 'Manda', 'Recibe'],
  minutes: (count) => (count === 1 ? '1 minuto' : `${String(count)} minutos`),
  costNote:
    'Contado en miles de bytes, sin los encabezados de la red, que agregan alrededor de una tercera parte, y sin las páginas mismas. Cada sobre mide 3,072 bytes, lleve algo o no.',
  costDemo: (production) =>
    `Esta demostración va más de prisa y por eso gasta más. Con los tiempos de siempre, cinco minutos mandan ${production}.`,
  optOut:
    'Si no quiere gastar esos datos, detenga los sobres con el botón que está al pie de cada página, o apague JavaScript en su navegador: el periódico se lee completo. Desde ahí, eso sí, no se puede escribir.',
  fingerprintTitle: 'La huella de esta redacción',
  fingerprint:
    'Compárela con la que vio impresa o le dictaron. Si no es la misma, no es esta redacción.',
  otherLanguage: 'This page in English',
}

const en: Explanation = {
  title: 'How to write to us',
  standfirst:
    'You can write to us from any page of this paper. There is no account, no e-mail, no form. Before you decide, read what happens and what can still be seen.',
  stepsTitle: 'What will happen',
  steps: [
    'Press “Write to us”. The page you already have open turns into a blank sheet; nothing is asked of the network at that moment.',
    'We give you eight words to learn by heart. They are your only key: whoever has them reads our answers and writes as if they were you. We do not keep them and cannot bring them back.',
    'Write up to 20,000 characters. The text is cut into sealed envelopes, all of one size, which leave one by one, at the pace at which every reader’s page sends empty ones.',
    'Leave the page open and in view until the bar, which counts the envelopes that have left, reaches its end: if you close it sooner, the rest is lost. That they left does not mean that they arrived. “The newsroom has received it” says that; it may take hours, and you need not wait for it.',
    'To read the answer, come back another day, on this phone or any other, and enter your eight words. Answers stay for up to two weeks, if there is room. By then the page cannot tell whether your letter arrived: only an answer tells you.',
  ],
  habitsTitle: 'How often to come',
  habits: [
    'Your phone company does not see what you send, but it does see on which days you come and how long you stay, and it can compare that with the dates of what we publish. So it helps to read often, also when you have nothing to tell; to write in short visits, spread over several days; and not to come only to write.',
    'We worked it out for an invented town of 100 readers and three stories by the same person, each published after a wait drawn by lot. If that person wrote in visits of 20 minutes and came only for that, the calculation put them first 97 times in 100. If they wrote in visits of 6 minutes and read every day, it never did in 200, though 8 times in 100 they were among the first five.',
    'We assumed that town’s habits: no real one was measured, and the calculation promises nothing. Every further story by the same person leaves them more exposed. And where there are five or twenty readers no habit is enough: only another network, another town or Tor Browser helps there.',
  ],
  adversariesTitle: 'Who still sees what',
  adversariesLead:
    'No tool wipes away every trace. This is what each of them can learn, and what they cannot.',
  sees: 'Can learn',
  hidden: 'Does not learn',
  adversaries: [
    {
      who: 'The phone company, the owner of the Wi-Fi',
      sees: 'That this phone visits the site, when and for how long. Long stays, the more so if repeated, make it likelier that you write; so does coming only to write.',
      hidden: 'Whether you wrote or only read, except through how long and how often you stay.',
    },
    {
      who: 'Whoever runs the server, the company that hosts it, or a court that orders either',
      sees: 'The network address of every visitor while connected, and how many envelopes each one sends.',
      hidden: 'Which envelopes hold anything, a single word of it, or who talks to which editor.',
    },
    {
      who: 'Someone who later has your phone, unlocked',
      sees: 'That the browser went to a newspaper, and for how long. Whatever the keyboard, a screenshot or the memory of a page still open has kept.',
      hidden: 'From what this page and the browser store: that you wrote, your words or your text.',
    },
    {
      who: 'Someone who takes an editor’s computer, locked',
      sees: 'That it belongs to a newsroom, how many conversations there are, and roughly how long they are.',
      hidden: 'Names, and what the conversations and drafts say.',
    },
    {
      who: 'Readers of what is published',
      sees: 'The story and the pen name.',
      hidden: 'What you and the newsroom agreed to leave out, as long as nobody makes a mistake.',
    },
    {
      who: 'A server that hands one person an altered program',
      sees: 'Everything that person types. We cannot prevent this; it is only found by comparing the program the site hands out with the one it should.',
    },
    {
      who: 'Whoever sits at an editor’s computer, unlocked',
      sees: 'Everything that editor can open.',
    },
    {
      who: 'Whoever knows the town',
      sees: 'What the story itself gives away: the detail three people knew, the way of putting it.',
    },
    {
      who: 'Whoever has your eight words',
      sees: 'The answers still listed. Each letter is also signed with a key made from those words: nobody else can write as you, and if you give them up you cannot deny what you wrote.',
    },
  ],
  costTitle: 'What it costs',
  costLead:
    'People who read send the same envelopes as people who write: that is what makes them look alike from outside. The envelopes use up data, and you are the one who pays for it.',
  costHeads: ['Visit', 'Envelopes', 'Sent', 'Received'],
  minutes: (count) => (count === 1 ? '1 minute' : `${String(count)} minutes`),
  costNote:
    'In thousands of bytes, without the network’s own headers, which add about a third, and without the pages themselves. Every envelope is 3,072 bytes, whether it holds anything or not.',
  costDemo: (production) =>
    `This demonstration runs faster and so it uses more. At the usual pace, five minutes send ${production}.`,
  optOut:
    'If you would rather not spend that data, stop the envelopes with the button at the foot of every page, or turn JavaScript off in your browser: the whole paper can still be read. You cannot write from there, though.',
  fingerprintTitle: 'This newsroom’s fingerprint',
  fingerprint:
    'Compare it with the one you saw in print or were told. If it differs, this is not that newsroom.',
  otherLanguage: 'Esta página en español',
}

const catalogue: Bilingual<Explanation> = { es, en }

/** The explanation in `language`. */
export function explanationIn(language: Language): Explanation {
  return catalogue[language]
}
