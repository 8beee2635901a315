import { heading, paragraph, type SeedStory } from './seed-story.ts'

/** An invented story: the town, the outlet and everyone in it do not exist. */
export const schoolNobodyClosed: SeedStory = {
  original: 'es',
  penName: 'Golondrina',
  series: {
    title: { es: 'Las escuelas de la sierra', en: 'Schools in the hills' },
    slug: { es: 'las-escuelas-de-la-sierra', en: 'schools-in-the-hills' },
    part: 1,
  },
  sources: {
    teacher: {
      level: 'description',
      label: {
        es: 'Una maestra que trabajó seis años en la escuela',
        en: 'A teacher who worked at the school for six years',
      },
      consent: {
        words: 'Una maestra que trabajó ahí seis años. No digan dónde estoy.',
        agreedOn: '2026-08-12',
      },
      unnamedBecause: {
        es: 'Que la reconozcan la pondría en peligro en el camino.',
        en: 'To be recognized would put her in danger on the road.',
      },
      deskReason: 'Quienes la pararon saben su nombre; no saben que habló.',
      hiddenFrom: 'Quienes la pararon en la brecha.',
      protections: [{ kind: 'surname', text: 'Arvayo' }],
    },
    mother: {
      level: 'description',
      label: { es: 'Una madre de familia', en: 'A mother' },
      consent: {
        words: 'Ni mi inicial. Digan que soy mamá de ahí.',
        agreedOn: '2026-09-02',
      },
      unnamedBecause: {
        es: 'Sus hijos siguen en el pueblo, y no quiso que pusiéramos ni su inicial.',
        en: 'Her children are still in the village, and she did not want even her initial in print.',
      },
      deskReason: 'Da clases en la capilla; si se sabe quién es, se acaban.',
      hiddenFrom: 'Quienes pusieron la cadena, y la autoridad educativa.',
      protections: [{ kind: 'surname', text: 'Encinas Buelna' }],
    },
  },
  fields: {
    slug: { es: 'la-escuela-que-nadie-cerro', en: 'the-school-nobody-closed' },
    kicker: { es: 'Educación', en: 'Schools' },
    headline: { es: 'La escuela que nadie cerró', en: 'The school nobody closed' },
    summary: {
      es: 'En los registros, la primaria de Cañada Vieja tiene dos maestras y cuarenta y un alumnos. En Cañada Vieja tiene una cadena.',
      en: 'On the books, the primary school in Cañada Vieja has two teachers and 41 pupils. In Cañada Vieja it has a chain on the gate.',
    },
    place: { es: 'Cañada Vieja', en: 'Cañada Vieja' },
    sourcing: {
      es: 'Golondrina es quien reporta desde la sierra, y ese nombre no es el suyo. A la maestra y a la madre de familia las describimos con las palabras que cada una aceptó; que se las reconozca las pondría en peligro en el camino. No decimos en qué estado está hoy la maestra. La entrevista de radio se escuchó en la grabación que conserva la emisora. El cuaderno lo vimos y lo copiamos con permiso de quienes lo llevan.',
      en: 'Golondrina reports from the hills, and that is not the name she was born with. The teacher and the mother are described in words that each of them agreed to; to be recognized would put them in danger on the road. We do not say which state the teacher is in now. The radio interview was heard on the recording the station keeps. We saw the notebook, and copied it with leave from the women who keep it. All quotations were spoken in Spanish.',
    },
    editorsNote: { es: '', en: '' },
  },
  segments: [
    paragraph(
      'El lunes 31 de agosto, primer día de clases, la campana de la primaria de Cañada Vieja la tocó un niño de nueve años. Metió la mano entre los barrotes, alcanzó el mecate y jaló tres veces. Después él y otros catorce, con uniforme y mochila, se sentaron en la banqueta a esperar. A las diez empezó a calentar el sol y se fueron a su casa.',
      'On Monday, August 31, the first day of the school year, the bell of the primary school in Cañada Vieja was rung by a nine-year-old. He put his arm through the bars, got hold of the rope and pulled three times. Then he and fourteen others, in uniform, bags on their backs, sat down on the curb to wait. By ten the sun was getting hot, and they went home.',
    ),
    paragraph(
      'En el papel, la escuela está abierta. El listado de centros de trabajo que la autoridad educativa publicó en julio le cuenta dos maestras, dos grupos y cuarenta y un alumnos. En la puerta hay una cadena que nadie dice haber puesto.',
      'On paper the school is open. The list of schools that the education authority published in July gives it two teachers, two classes and 41 children. On the gate there is a chain that nobody admits to having put there.',
    ),
    heading('La que se fue', 'The one who left'),
    paragraph(
      'Una de las dos maestras aceptó hablar desde otro estado. Dio clases seis años en Cañada Vieja, de lunes a jueves; los viernes bajaba a la cabecera por la brecha. En junio la pararon a medio camino.',
      'One of the two teachers agreed to talk, from another state. For six years she taught in Cañada Vieja from Monday to Thursday and on Fridays took the dirt road down to town. In June she was stopped halfway.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'Me dijeron maestra, con respeto. Me dijeron que ese camino ya no era para mí. Les pregunté que para quién era entonces, y el más joven se rió. A ése yo le enseñé a leer.',
        en: 'They called me maestra, respectfully. They told me that road wasn’t for me anymore. I asked who it was for, then, and the youngest one laughed. I taught that one to read.',
      },
      speaker: { kind: 'source', source: 'teacher' },
      saidOn: '2026-08-12',
      where: { es: 'entrevista por teléfono', en: 'telephone interview' },
      spokenIn: 'es',
    },
    paragraph(
      'No volvió ni por sus cosas. Su compañera pidió cambio a la semana siguiente. Ninguna de las dos renunció, y ésa es una de las razones por las que, en el listado, siguen ahí.',
      'She never went back, not even for her things. Her colleague asked for a transfer the week after. Neither of them resigned, which is one reason why the list still has them there.',
    ),
    heading('«Ninguna escuela cerrada»', '“No school closed”'),
    paragraph(
      'Al día siguiente de la campana, el director de educación básica de la región dio una entrevista a Radio Encinal. Le preguntaron por las escuelas de la sierra.',
      'The day after the bell, the regional director of basic education was interviewed on Radio Encinal and asked about the schools in the hills.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'Le puedo decir que no tenemos ninguna escuela cerrada. Tenemos algunas con incidencias de asistencia, que es distinto, y se están atendiendo.',
        en: 'I can tell you that we have no school closed. We have some with attendance incidents, which is a different thing, and those are being seen to.',
      },
      speaker: {
        kind: 'public',
        label: {
          es: 'Rogelio Barrantes Oyervides, director regional de educación básica',
          en: 'Rogelio Barrantes Oyervides, regional director of basic education',
        },
      },
      saidOn: '2026-09-01',
      where: {
        es: 'noticiero «La hora del valle», Radio Encinal',
        en: '“La hora del valle” news program, Radio Encinal',
      },
      spokenIn: 'es',
    },
    paragraph(
      'Escuchamos la grabación completa. No le preguntaron, y él no dijo, qué es una incidencia de asistencia. Su oficina recibió nuestras preguntas el mismo día y acusó recibo.',
      'We listened to the whole recording. He was not asked what an attendance incident is, and he did not say. His office received our questions that same day and confirmed that it had them.',
    ),
    heading('La capilla', 'The chapel'),
    paragraph(
      'De las cuarenta y una criaturas del listado, las mamás llevan su propia cuenta en un cuaderno de raya: quince siguen en el pueblo y sin clases; doce caminan hora y media hasta Los Tepetates; nueve se fueron con sus papás; cinco, los más grandes, “andan trabajando”. El cuaderno no dice en qué.',
      'The mothers keep their own count of the 41 children, in a ruled notebook. Fifteen are still in the village, without classes. Twelve walk an hour and a half to Los Tepetates. Nine left with their parents. Five, the oldest, “are out working.” The notebook does not say at what.',
    ),
    paragraph(
      'Para los quince hay desde el martes una mesa en la capilla. Los libros son los del año pasado, que alguien sacó por una ventana. Enseña una señora que llegó hasta segundo de secundaria y que no quiso que pusiéramos ni su inicial.',
      'Since Tuesday the fifteen have had a table in the chapel. The books are last year’s; somebody got them out through a window. The teaching is done by a woman who left school at fourteen and did not want even her initial in print.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'Yo no soy maestra, yo nomás no quiero que se les olvide. Lo que no sé, lo leemos juntos, y si tampoco así le entendemos, le ponemos una cruz para cuando haya quien nos diga.',
        en: 'I’m no teacher. I just don’t want them to forget. What I don’t know, we read together, and if we still can’t make it out we put a cross beside it, for when there’s someone who can tell us.',
      },
      speaker: { kind: 'source', source: 'mother' },
      saidOn: '2026-09-02',
      where: { es: 'capilla de Cañada Vieja', en: 'the chapel in Cañada Vieja' },
      spokenIn: 'es',
    },
    paragraph(
      'En el libro de matemáticas de cuarto conté once cruces. El miércoles, antes de salir, el niño de la campana borró una.',
      'In the fourth-grade math book I counted eleven crosses. On Wednesday, before he left, the boy who rang the bell rubbed one out.',
    ),
  ],
}
