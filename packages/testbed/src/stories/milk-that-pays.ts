import { heading, paragraph, picture, type SeedStory } from './seed-story.ts'
import { milkSources } from './milk-that-pays-sources.ts'

/** An invented story: the towns, the outlets, the group that charges and everyone who speaks do not
 *  exist. The designations do, as they stood on 20 February 2025. */
export const milkThatPays: SeedStory = {
  original: 'es',
  penName: 'Ocote',
  series: {
    title: { es: 'Las escuelas de la sierra', en: 'Schools in the hills' },
    slug: { es: 'las-escuelas-de-la-sierra', en: 'schools-in-the-hills' },
    part: 2,
  },
  sources: milkSources,
  fields: {
    slug: { es: 'la-leche-que-paga-por-subir', en: 'the-milk-that-pays-its-way-up' },
    kicker: { es: 'Desayunos escolares', en: 'School meals' },
    headline: { es: 'La leche que paga por subir', en: 'The milk that pays its way up' },
    summary: {
      es: 'A la primaria de Los Tepetates le tocan doce cajas de leche por semana. Llegan ocho. Las otras se quedan en una curva, con quienes cobran por dejar pasar a las demás.',
      en: 'The school in Los Tepetates is due 12 crates of milk a week. Eight arrive. The rest stay at a bend in the road, with the people who charge for letting the others through.',
    },
    place: { es: 'Los Tepetates', en: 'Los Tepetates' },
    sourcing: {
      es: 'De Nieves va el nombre de pila y del transportista el oficio y el estado, como cada uno lo pidió; la doctora quiso el suyo completo. Los discursos, la radio y la televisión se oyeron en grabaciones completas.',
      en: 'Nieves appears under her first name and the trucker by trade and state, as each of them asked; the doctor wanted her full name used. Speeches, radio and television were heard on complete recordings. Everything was said in Spanish.',
    },
    editorsNote: {
      es: 'Ocote es un seudónimo, como los demás de esta serie. En estos pueblos, a quien firma lo pueden ir a buscar a su casa. El seudónimo es de quien escribe; a ninguna fuente le inventamos nombre.',
      en: 'Ocote is a pen name, like the others in this series. In these villages, whoever signs a story can expect a visit at home. Pen names are for writers only; we have not made up a name for any source.',
    },
  },
  segments: [
    paragraph(
      'Los lunes a las seis y media, Nieves pone a calentar veinte litros de agua y se queda oyendo. Si la camioneta suena en la loma antes de las siete, esa semana hay leche. Si no, hay atole. Lleva la cuenta con gis en la pared de la cocina: en octubre, leche nueve días; atole, doce.',
      'On Mondays at half past six Nieves puts twenty liters of water on to heat and listens. If the van can be heard on the rise before seven, there will be milk that week. If it doesn’t, there will be atole. She keeps the tally in chalk on the kitchen wall: in October, milk nine days; atole, twelve.',
    ),
    heading('La curva', 'The bend'),
    paragraph(
      'La leche sale de la cabecera para los cincuenta y ocho niños de la primaria, contados los que desde septiembre llegan a pie de Cañada Vieja. Es hora y media de brecha. A media subida, en la curva del Fraile, hay una cadena, dos muchachos en una cuatrimoto y un cuaderno. Se hacen llamar La Garita. No siempre piden dinero: a la leche le cobran en leche. Una caja de cada tres, cuenta un transportista que conoce ese camino.',
      'The milk leaves the county seat for the school’s 58 children, counting the ones who, since September, walk over from Cañada Vieja. It is an hour and a half by dirt road. Halfway up, at the bend called El Fraile, there is a chain, two boys on a quad bike and a notebook. They go by La Garita, the checkpoint. They don’t always want money; milk they charge in milk. One crate in three, says a trucker who knows the road.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'Yo calculo que de lo que se manda a la sierra llega el sesenta por ciento. Pero no lo apunto. Si me revisan y traigo números, van a preguntar para quién llevo la cuenta.',
        en: 'I reckon sixty percent of what they send up there gets there. But I don’t write it down. If they search me and I’ve got numbers on me, they’ll want to know who I’m counting for.',
      },
      speaker: { kind: 'source', source: 'trucker' },
      saidOn: '2026-10-30',
      where: { es: 'entrevista en persona', en: 'interview in person' },
      spokenIn: 'es',
      figures: 'own-estimate',
    },
    paragraph(
      'El 60 por ciento es lo que él calcula; nadie más lleva esa cuenta y nosotros no pudimos hacerla. Lo que sí vimos es un papel.',
      'The 60 percent is what he reckons; nobody else keeps that count, and we could not. What we did see is a piece of paper.',
    ),
    picture(
      'Una nota de remisión de septiembre. En el renglón de las cajas, el doce está tachado; al lado, con otra tinta, dice ocho.',
      'A delivery slip from September. On the line for crates the twelve is crossed out; beside it, in another ink, it says eight.',
    ),
    paragraph(
      'Quien lo guarda pidió que no se viera el membrete. A La Garita no la buscamos: preguntarle habría sido decirle quién nos contó.',
      'The person who keeps it asked us not to show the letterhead. We did not seek out La Garita: asking would have told them who had told us.',
    ),
    heading('Lo que se ha dicho', 'What has been said'),
    paragraph(
      'El 7 de septiembre, la presidenta municipal rindió su segundo informe. A los desayunos les dedicó un minuto.',
      'On September 7 the mayor gave her second annual report. School breakfasts got one minute of it.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'Son dos mil cuatrocientos desayunos diarios en treinta y seis escuelas. No hay camino de este municipio, por alto que sea, al que no lleguemos.',
        en: 'That makes 2,400 breakfasts a day, in 36 schools. There is no road in this municipality, however high, that we do not reach.',
      },
      speaker: {
        kind: 'public',
        label: {
          es: 'Berenice Olvera Quiroz, presidenta municipal de Encinal',
          en: 'Berenice Olvera Quiroz, mayor of Encinal',
        },
      },
      saidOn: '2026-09-07',
      where: {
        es: 'segundo informe de gobierno, auditorio municipal',
        en: 'second annual report, municipal auditorium',
      },
      spokenIn: 'es',
    },
    paragraph(
      'No dijo cuántos llegan completos, y su oficina no ha contestado esa pregunta. De la curva se habló un mes después, en la radio.',
      'She did not say how many arrive complete, and her office has not answered that question. The bend came up a month later, on the radio.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'A esa gente Estados Unidos ya la declaró terrorista. Quien les dé, así sea una caja de leche, los está apoyando, y luego no va a poder decir que no sabía.',
        en: 'The United States has already declared those people terrorists. Anyone who gives them something, even a crate of milk, is supporting them, and won’t be able to say later that they didn’t know.',
      },
      speaker: {
        kind: 'public',
        label: {
          es: 'Hernán Cotera Villafaña, diputado local',
          en: 'Hernán Cotera Villafaña, state legislator',
        },
      },
      saidOn: '2026-10-06',
      where: {
        es: 'noticiero «La hora del valle», Radio Encinal',
        en: '“La hora del valle” news program, Radio Encinal',
      },
      spokenIn: 'es',
    },
    paragraph(
      'No es lo que dice la lista. Con efecto desde el 20 de febrero de 2025, el Departamento de Estado designó a ocho organizaciones como terroristas extranjeras (FTO) y como terroristas globales especialmente designados (SDGT): Tren de Aragua, Mara Salvatrucha, Cártel de Sinaloa, Cártel de Jalisco Nueva Generación, Cárteles Unidos, Cártel del Noreste, Cártel del Golfo y La Nueva Familia Michoacana. Ésa es la lista a esa fecha; después ha habido otras designaciones. La Garita no está en ella, y no encontramos nada que la ligue con ninguna de las ocho.',
      'That is not what the list says. With effect from February 20, 2025, the State Department designated eight organizations as Foreign Terrorist Organizations (FTO) and as Specially Designated Global Terrorists (SDGT): Tren de Aragua, Mara Salvatrucha, Cártel de Sinaloa, Cártel de Jalisco Nueva Generación, Cárteles Unidos, Cártel del Noreste, Cártel del Golfo and La Nueva Familia Michoacana. That is the list as of that date; others have been designated since. La Garita is not on it, and we found nothing that ties it to any of the eight.',
    ),
    paragraph(
      'Tampoco son la misma cosa las dos designaciones. Por la primera, dar apoyo material a sabiendas es delito en Estados Unidos, aunque se dé en otro país. Por la segunda se bloquean los bienes que alcance su jurisdicción, y las personas estadounidenses no pueden negociar con ellos.',
      'Nor are the two designations the same thing. Under the first, knowingly giving material support is a crime in the United States, even when it is given abroad. Under the second, property within U.S. jurisdiction is blocked, and U.S. persons may not deal in it.',
    ),
    paragraph(
      'Dos semanas después de aquella entrevista, los transportistas tuvieron asamblea.',
      'Two weeks after that broadcast, the truckers held their assembly.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'Aquí nadie paga por gusto. Que nos digan por dónde se sube sin pasar por esa curva, y por ahí subimos mañana.',
        en: 'Nobody here pays because they like it. Tell us which way goes up without passing that bend, and that’s the way we’ll go tomorrow.',
      },
      speaker: {
        kind: 'public',
        label: {
          es: 'Maricela Dueñas Ochoa, presidenta de la unión de transportistas',
          en: 'Maricela Dueñas Ochoa, president of the truckers’ union',
        },
      },
      saidOn: '2026-10-20',
      where: {
        es: 'discurso en la asamblea anual, salón ejidal',
        en: 'speech to the annual assembly, village hall',
      },
      spokenIn: 'es',
    },
    paragraph(
      'No hay otro camino. El del arroyo se lo llevó el agua en 2019, y el puente que lo reemplazaría lleva tres años anunciado. La autoridad educativa, mientras tanto, no habla de curvas.',
      'There is no other way. The road along the creek washed out in 2019, and the bridge that would replace it has been announced for three years running. The education authority, meanwhile, does not speak of bends.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'Los desayunos se entregan. Hay entregas que se reprograman por las condiciones del camino, y al alumno se le repone en la misma semana.',
        en: 'The breakfasts are delivered. Some deliveries are rescheduled because of road conditions, and students get what they missed within the same week.',
      },
      speaker: {
        kind: 'public',
        label: {
          es: 'Rogelio Barrantes Oyervides, director regional de educación básica',
          en: 'Rogelio Barrantes Oyervides, regional director of basic education',
        },
      },
      saidOn: '2026-11-04',
      where: {
        es: 'noticiario nocturno, Televisión de Encinal',
        en: 'late news, Televisión de Encinal',
      },
      spokenIn: 'es',
    },
    heading('El renglón', 'The line'),
    paragraph(
      'En la pared de Nieves no hay semana repuesta.',
      'On Nieves’s wall there is no week in which anything was made up.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'A los niños no les digo curva ni les digo Garita. Les digo que hoy toca atole. Los grandes ya saben. Los chiquitos creen que es un menú.',
        en: 'I don’t tell the children about any bend or any Garita. I tell them today is an atole day. The big ones know. The little ones think it’s a menu.',
      },
      speaker: { kind: 'source', source: 'nieves' },
      saidOn: '2026-11-06',
      where: { es: 'cocina de la primaria', en: 'the school kitchen' },
      spokenIn: 'es',
    },
    paragraph(
      'Al final de cada mes los niños pasan, descalzos, por la báscula del dispensario.',
      'At the end of each month the children go barefoot over the scale at the dispensary.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'De cincuenta y ocho, once pesaron en octubre menos que en agosto. Puede ser la leche, puede ser la caminata, puede ser que en su casa también falte. Yo anoto el peso. La causa no cabe en el renglón.',
        en: 'Of 58, eleven weighed less in October than in August. It may be the milk, it may be the walk, it may be that there’s less at home too. I write down the weight. The cause doesn’t fit on the line.',
      },
      speaker: { kind: 'source', source: 'doctor' },
      saidOn: '2026-11-06',
      where: { es: 'dispensario de Los Tepetates', en: 'the dispensary in Los Tepetates' },
      spokenIn: 'es',
    },
    paragraph(
      'El lunes 9 de noviembre la camioneta se oyó a las siete menos diez. Bajaron ocho cajas. Nieves las contó dos veces, fue a la pared y con el canto de la mano borró la palabra “atole”, que ya tenía escrita.',
      'On Monday, November 9, the van was heard at ten to seven. Eight crates came off it. Nieves counted them twice, went to the wall and with the side of her hand rubbed out the word “atole,” which she had already written.',
    ),
  ],
}
