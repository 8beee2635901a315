import { heading, paragraph, type SeedStory } from './seed-story.ts'

/** An invented story: the town, the outlet and everyone in it do not exist. */
export const secondWaterBill: SeedStory = {
  original: 'es',
  penName: 'Candil',
  sources: {
    eulalia: {
      level: 'first-name',
      label: { es: 'Eulalia, vendedora de tamales', en: 'Eulalia, tamale seller' },
      consent: {
        words: 'Pongan Eulalia y que vendo tamales. Con eso basta, aquí ya saben todos.',
        agreedOn: '2026-05-09',
      },
      unnamedBecause: {
        es: 'Pidió que sólo se publicaran su nombre de pila y su oficio: quienes cobran pasan por su casa cada sábado.',
        en: 'She asked us to print only her first name and trade: the people who collect come by her house every Saturday.',
      },
      deskReason: 'Con el apellido la encuentran también los que no son de su calle.',
      hiddenFrom: 'Quienes cobran los sábados.',
      protections: [{ kind: 'surname', text: 'Xolalpa' }],
    },
  },
  fields: {
    slug: { es: 'el-segundo-recibo-del-agua', en: 'the-second-water-bill' },
    kicker: { es: 'Agua', en: 'Water' },
    headline: { es: 'El segundo recibo del agua', en: 'The second water bill' },
    summary: {
      es: 'En Piedra Mansa el ayuntamiento cobra el agua una vez al mes. Desde febrero alguien más la cobra cada sábado, y a ése nadie le pide comprobante.',
      en: 'In Piedra Mansa the town hall charges for water once a month. Since February somebody else has been charging every Saturday, and no one asks him for a receipt.',
    },
    place: { es: 'Piedra Mansa', en: 'Piedra Mansa' },
    sourcing: {
      es: 'Candil vive donde pasan los hechos y por eso no firma con su nombre. De Eulalia publicamos el nombre de pila y el oficio, como ella lo pidió. La empleada de la tesorería perdería el trabajo si se supiera quién es; los choferes hablaron a condición de que no los describiéramos. Las palabras del regidor salen de una grabación completa; las demás, de notas tomadas en el momento y leídas después a quien las dijo.',
      en: 'Candil lives where this happens, and so does not sign with a real name. For Eulalia we print a first name and a trade, as she asked. The woman at the treasurer’s office would lose her job if it were known who she is; the drivers spoke on condition that we not describe them. The councilman’s words are from a complete recording, the others from notes taken on the spot and later read back to the person who spoke. All were said in Spanish.',
    },
    editorsNote: { es: '', en: '' },
  },
  segments: [
    paragraph(
      'El primer recibo llega en papel azul, con el escudo del municipio y un código de barras que ninguna tienda del pueblo sabe leer. Son ochenta y seis pesos al mes. El segundo no es de papel. Es un muchacho de gorra que toca la reja con una moneda, los sábados antes de las nueve, y dice la cantidad en voz baja: cincuenta pesos por toma, cien si en la casa hay negocio.',
      'The first bill comes on blue paper, with the town’s coat of arms and a bar code that no shop here can read. It is 86 pesos a month, not quite five dollars. The second bill is not on paper. It is a boy in a baseball cap who raps on the gate with a coin, Saturdays before nine, and names the price in a low voice: 50 pesos a tap, 100 if you run a business from the house.',
    ),
    paragraph(
      'Piedra Mansa tiene mil cuatrocientas tomas, según el padrón que el propio ayuntamiento pegó en enero afuera de la presidencia. Si todas pagaran lo menos, serían setenta mil pesos por semana. Nadie nos ha podido decir cuántas pagan. Lo que sí pudimos contar son los candados: once, en las llaves de paso de tres calles, todos iguales y todos nuevos.',
      'There are 1,400 taps in Piedra Mansa, by the register the town hall itself posted outside its doors in January. If every one of them paid the lower rate, that would be 70,000 pesos a week. Nobody has been able to tell us how many pay. What we could count were padlocks: eleven of them, on the stopcocks of three streets, all the same make and all new.',
    ),
    heading('El candado', 'The padlock'),
    paragraph(
      'A Eulalia le pusieron el suyo el 2 de mayo. Había faltado dos sábados. Vende tamales en la esquina de la primaria y para eso ocupa, dice, cuatro cubetas diarias.',
      'Eulalia got hers on May 2, after missing two Saturdays. She sells tamales on the corner by the primary school, which takes, she says, four buckets of water a day.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'No me rompieron nada ni me gritaron. Nomás pusieron el candado y dejaron la llave colgada enfrente, en el poste, para que yo la viera y no la agarrara.',
        en: 'They didn’t break anything and they didn’t shout at me. They just put the lock on and left the key hanging across from it, on the post, so I’d see it and not take it.',
      },
      speaker: { kind: 'source', source: 'eulalia' },
      saidOn: '2026-05-09',
      where: { es: 'en su casa, Piedra Mansa', en: 'at home, Piedra Mansa' },
      spokenIn: 'es',
    },
    paragraph(
      'La llave sigue ahí: chica, de latón, amarrada con alambre a la altura de los ojos. En los tres días que pasamos en esa calle, nadie la tocó.',
      'The key is still there: small, brass, wired to the post at eye level. In the three days we spent on that street, no one touched it.',
    ),
    paragraph(
      'Queda comprarle a la pipa. Diez mil litros cuestan ochocientos pesos si el agua viene de la cabecera y trescientos si viene del pozo de la loma. Los dos choferes con quienes hablamos dijeron lo mismo, cada uno por su lado: del pozo de la loma no se carga sin permiso, y el permiso no lo da el municipio.',
      'That leaves the tanker. Ten thousand liters cost 800 pesos if the water comes from the county seat and 300 if it comes from the well on the hill. The two drivers we talked to told us the same thing, each on his own: you don’t fill up at the hill without permission, and it isn’t the town that gives it.',
    ),
    heading('Lo que dice el ayuntamiento', 'What the town hall says'),
    paragraph(
      'El regidor de obras y servicios habló del asunto en la sesión de cabildo del 14 de mayo, que se oyó por el altavoz de la plaza y que grabamos completa.',
      'The councilman for public works took it up at the council meeting of May 14, which was carried over the loudspeaker in the square and which we recorded from start to finish.',
    ),
    {
      kind: 'quotation',
      text: {
        es: 'En este municipio el agua la da el municipio y la cobra el municipio. Si a alguien le cobran otra cosa, que venga y lo denuncie, que para eso estamos.',
        en: 'In this municipality the municipality provides the water and the municipality charges for it. If anybody is being charged anything else, let them come in and report it. That’s what we’re here for.',
      },
      speaker: {
        kind: 'public',
        label: {
          es: 'Anselmo Ituarte Leal, regidor de obras y servicios',
          en: 'Anselmo Ituarte Leal, councilman for public works',
        },
      },
      saidOn: '2026-05-14',
      where: { es: 'sesión pública de cabildo', en: 'public council meeting' },
      spokenIn: 'es',
    },
    paragraph(
      'Le preguntamos por escrito cuántas denuncias ha recibido desde febrero. Ninguna, contestó su oficina. Le preguntamos entonces quién puso los candados. Al cierre de esta edición no había respondido.',
      'We asked him in writing how many complaints he had received since February. None, his office replied. We then asked who had put on the padlocks. By the time this issue closed he had not answered.',
    ),
    paragraph(
      'Hay otra cuenta, y ésa sí está en los papeles. En el primer trimestre del año pasado el ayuntamiento recaudó por agua 298 mil pesos; en el mismo trimestre de éste, 171 mil. Los números son de su informe trimestral, que es público. Una empleada de la tesorería los explica así: “La gente paga un agua. No paga dos”.',
      'There is another sum, and that one is on paper. In the first quarter of last year the town took in 298,000 pesos for water; in the same quarter of this year, 171,000. The figures come from its own quarterly report, which is public. A woman who works in the treasurer’s office puts it this way: “People will pay for water once. They won’t pay twice.”',
    ),
    heading('Sábado', 'Saturday'),
    paragraph(
      'El 16 de mayo llegamos temprano. A las ocho y veinte se oyó la moneda en la primera reja. De las diecinueve puertas de esa cuadra se abrieron diecisiete. Nadie discutió. Un hombre pagó con un billete de doscientos y esperó su cambio; el muchacho se lo dio completo, contándolo en voz alta, y le deseó buen día.',
      'On May 16 we got there early. At twenty past eight we heard the coin on the first gate. Of the nineteen doors on that block, seventeen opened. Nobody argued. One man paid with a 200-peso note and waited for his change; the boy gave him all of it, counting out loud, and wished him a good day.',
    ),
    paragraph(
      'Eulalia no abrió. Detrás de la reja tenía sus cuatro cubetas en fila, cada una tapada con un plato. Esa noche cayó la primera lluvia del año. A la mañana siguiente las cuatro estaban en medio del patio, destapadas.',
      'Eulalia did not open. Behind the gate she had her four buckets in a row, each with a plate over it. That night the first rain of the year fell. The next morning all four stood in the middle of the yard, uncovered.',
    ),
  ],
}
