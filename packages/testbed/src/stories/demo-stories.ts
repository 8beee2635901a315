import { schoolNobodyClosed } from './school-nobody-closed.ts'
import { secondWaterBill } from './second-water-bill.ts'
import type { SeedStory } from './seed-story.ts'

/** The stories of the demonstration's first day, the oldest first. */
export const demoStories: readonly SeedStory[] = [secondWaterBill, schoolNobodyClosed]

/** The demonstration's newspaper. */
export const demoNewsroom = {
  name: 'El Cenzontle',
  motto: {
    es: 'Muchas voces, dos lenguas',
    en: 'Many voices, two languages',
  },
} as const
