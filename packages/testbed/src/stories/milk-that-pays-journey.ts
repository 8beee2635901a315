import type { SeedJourney } from './seed-story.ts'
import { milkThatPays } from './milk-that-pays.ts'

/** How the story of the milk came to the newsroom, and what the gate stopped it for. */
export const milkThatPaysJourney: SeedJourney = {
  story: milkThatPays,
  language: 'es',
  before:
    'Buenas noches. Les mando una nota terminada, para ver si la quieren. Soy de aquí y no puedo firmarla con mi nombre: pónganle Ocote. Esto es nada más para ustedes: Nieves se apellida Zaldívar, y el transportista maneja para Tres Encinos. Él me dejó ver la nota de remisión, pero no quiere que se vea de qué empresa es. Que ninguno se meta en un lío por mi culpa.',
  answer:
    'Gracias. La leímos completa y la queremos publicar, en español y en inglés. Antes necesitamos tres cosas: con qué palabras aceptó cada quien que se le nombrara, y qué día; de dónde sale el sesenta por ciento; y si podemos contar que vimos la nota de remisión sin mostrarla. No corre prisa: esta respuesta se queda aquí dos semanas.',
  after:
    'Nieves, el 6 de noviembre: «Que ponga Nieves, cocinera de la escuela, y hasta ahí. El apellido no». El transportista, el 30 de octubre: «Transportista de Durango, y de la empresa nada». La doctora, también el 6: su nombre completo y su cargo. El sesenta por ciento es cálculo de él, nadie lo ha medido. La nota la pueden describir; la foto no la suban.',
  slips: {
    // Both are what a working title and a translation made from the picture itself leave behind.
    slug: { es: 'nieves-zaldivar-y-la-leche' },
    picture: {
      en: 'A delivery slip from the Tres Encinos dairy, September. On the line for crates the twelve is crossed out; beside it, in another ink, it says eight.',
    },
  },
}
