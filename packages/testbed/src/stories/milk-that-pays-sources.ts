import type { SeedSource } from './seed-story.ts'

/** Who speaks in the story of the milk, and what each of them agreed to. */
export const milkSources = {
  nieves: {
    level: 'first-name',
    label: { es: 'Nieves, cocinera de la escuela', en: 'Nieves, cook at the school' },
    consent: {
      words: 'Que ponga Nieves, cocinera de la escuela, y hasta ahí. El apellido no.',
      agreedOn: '2026-11-06',
    },
    unnamedBecause: {
      es: 'Vive sobre el camino donde se cobra.',
      en: 'She lives on the road where the charging is done.',
    },
    deskReason: 'Con su apellido, en Los Tepetates queda una sola familia posible.',
    hiddenFrom: 'Quienes cobran en la curva y quienes les avisan.',
    protections: [
      { kind: 'surname', text: 'Zaldívar' },
      { kind: 'phone', text: '618 555 0142' },
    ],
  },
  trucker: {
    level: 'description',
    label: { es: 'Un transportista de Durango', en: 'A trucker from Durango' },
    consent: {
      words: 'Transportista de Durango, y de la empresa nada.',
      agreedOn: '2026-10-30',
    },
    unnamedBecause: {
      es: 'Si se supiera para quién maneja, se sabría también en la curva.',
      en: 'If it were known who he drives for, it would be known at the bend too.',
    },
    deskReason: 'Son pocos los que hacen esa ruta; con la empresa, es uno.',
    hiddenFrom: 'Quienes cobran en la curva, y la empresa.',
    protections: [
      { kind: 'given-name', text: 'Efraín' },
      { kind: 'surname', text: 'Bórquez' },
      { kind: 'employer', text: 'Tres Encinos' },
      { kind: 'plate', text: 'FX-4471-B' },
    ],
  },
  doctor: {
    level: 'full',
    label: {
      es: 'Ofelia Manríquez Tello, médica del dispensario de Los Tepetates',
      en: 'Ofelia Manríquez Tello, doctor at the dispensary in Los Tepetates',
    },
    consent: {
      words: 'Mi nombre completo y mi cargo. Lo que digo lo firmo.',
      agreedOn: '2026-11-06',
    },
  },
} as const satisfies Readonly<Record<string, SeedSource>>
