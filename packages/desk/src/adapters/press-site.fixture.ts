// The press that desks run with, for tests that need its very pages.
import { openPress } from '@cronista/press'
import { demoSchedule, toHex, utf8 } from '@cronista/protocol'
import { newsroomId } from '../desk.fixture.ts'
import type { SitePress } from '../ports/site-press.ts'
import { pressSite } from './press-site.ts'

/** A press of its own for each desk. */
export function openRealPress(): SitePress {
  return pressSite(
    openPress({
      newsroom: {
        id: toHex(newsroomId),
        name: 'El Cenzontle',
        motto: { es: 'Contamos.', en: 'We tell.' },
        hosts: ['cenzontle.example'],
        origin: 'https://cenzontle.example',
      },
      readerScript: utf8('//# allFunctionsCalledOnLoad\n'),
      schedule: demoSchedule,
    }),
  )
}
