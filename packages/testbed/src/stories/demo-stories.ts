import { milkThatPays } from './milk-that-pays.ts'
import { schoolNobodyClosed } from './school-nobody-closed.ts'
import { secondWaterBill } from './second-water-bill.ts'
import type { SeedStory } from './seed-story.ts'

/** The stories with which the demonstration's newspaper begins, the oldest first. */
export const firstStories: readonly SeedStory[] = [secondWaterBill, schoolNobodyClosed]

/** Everything that is on the demonstration's site when somebody first sees it, the oldest first. */
export const demoStories: readonly SeedStory[] = [...firstStories, milkThatPays]

/** The demonstration's newspaper. */
export const demoNewsroom = {
  name: 'El Cenzontle',
  motto: {
    es: 'Muchas voces, dos lenguas',
    en: 'Many voices, two languages',
  },
} as const
