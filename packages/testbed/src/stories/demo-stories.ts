import type { Newsroom, Story } from '@cronista/press'
import { schoolNobodyClosed } from './school-nobody-closed.ts'
import { secondWaterBill } from './second-water-bill.ts'

/** The stories of the demonstration's first day. */
export const demoStories: readonly Story[] = [schoolNobodyClosed, secondWaterBill]

/** The demonstration's newsroom, but for its id. */
export const demoNewsroom: Omit<Newsroom, 'id'> = {
  name: 'El Cenzontle',
  motto: {
    es: 'Muchas voces, dos lenguas',
    en: 'Many voices, two languages',
  },
}
