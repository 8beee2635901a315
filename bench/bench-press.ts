import { openPress, type Press, type SiteFiles } from '@cronista/press'
import { productionSchedule } from '@cronista/protocol'

/** The press that is measured: in production's times, and without a reader script. */
export function openBenchPress(): Press {
  return openPress({
    newsroom: {
      id: '0123456789abcdef'.repeat(4),
      name: 'El Cenzontle',
      motto: { es: 'Muchas voces, dos lenguas', en: 'Many voices, two languages' },
      hosts: ['example.org'],
      origin: 'https://example.org',
    },
    readerScript: new Uint8Array(),
    schedule: productionSchedule,
  })
}

/** The one stylesheet of a site. */
export function stylesheetOf({ files }: SiteFiles): Uint8Array {
  const path = [...files.keys()].find((name) => name.endsWith('.css')) ?? ''
  return files.get(path) ?? new Uint8Array()
}
