/** A newsroom of two desks, in a folder of its own; nothing of it runs. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { foundNewsroom, nativePrimitives as p } from '@cronista/desk'
import { toHex, type Random } from '@cronista/protocol'
import { quickTimes } from './times.ts'

/** Opens every vault of it. */
export const PASSPHRASE = 'cobre antes del amanecer'

/** The desks, in the order of founding. */
export const DESKS = ['ada', 'bruno'] as const
export type DeskName = (typeof DESKS)[number]

/** What a process of it is started with. */
export interface Places {
  readonly folder: string
  readonly newsroomId: string
}

/** Founds it under `folder`, by a clock that is so far off. */
export async function found(
  folder: string,
  random: Random,
  clockOffsetMillis: number,
): Promise<Places> {
  const nowMillis = (): number => Date.now() + clockOffsetMillis
  const clock = { nowMillis, at: () => () => undefined }
  const desks = DESKS.map((name) => ({
    ...{ folder: join(folder, name), passphrase: PASSPHRASE, personName: name },
  }))
  const { newsroomId } = await foundNewsroom(
    {
      newsroomName: 'El Cenzontle',
      origins: ['https://cenzontle.example'],
      root: { path: join(folder, 'root'), passphrase: PASSPHRASE },
      desks,
    },
    { random, clock },
  )
  const page = join(folder, 'page')
  await mkdir(page)
  for (const name of ['index.html', 'app.js', 'app.css']) await writeFile(join(page, name), name)
  await writeFile(join(page, 'reader.js'), 'self.cronista=1')
  await mkdir(join(folder, 'mirror'))
  await writeFile(join(folder, 'mirror', 'auditor-key'), random(32), { mode: 0o600 })
  return { folder, newsroomId }
}

/** Writes the relay's configuration; gives its path. */
export async function configureRelay(
  { folder, newsroomId }: Places,
  port: number,
  segmentMaxCells: number,
  auditorSeed: Uint8Array,
): Promise<string> {
  const { segmentMaxAgeMillis, editionIntervalMillis } = quickTimes
  const path = join(folder, 'relay.json')
  await writeFile(
    path,
    JSON.stringify({
      ...{ folder: join(folder, 'relay'), port, newsroomId },
      ...{ segmentMaxCells, segmentMaxAgeMillis, editionIntervalMillis },
      auditors: [{ name: 'El sótano', publicKey: toHex(p.ed25519PublicKey(auditorSeed)) }],
    }),
  )
  return path
}

/** Writes a desk's configuration, with this way to the relay; gives its path. */
export async function configureDesk(
  { folder }: Places,
  name: DeskName,
  relay: string,
): Promise<string> {
  const origin = 'https://cenzontle.example'
  const motto = { es: 'Lo que se oye', en: 'What is heard' }
  const page = join(folder, 'page')
  const path = join(folder, `${name}.json`)
  await writeFile(
    path,
    JSON.stringify({
      ...{ folder: join(folder, name), page, port: 0, relay, schedule: 'demo' },
      site: {
        ...{ name: 'El Cenzontle', motto, hosts: ['cenzontle.example'], origin },
        script: join(page, 'reader.js'),
      },
    }),
  )
  return path
}
