// Whoever locks a desk expects its keys to be gone, whatever else goes wrong.
import { demoSchedule } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { openDirectCellOpener } from '../adapters/direct-cell-opener.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { seededRandom, vaultOf } from '../desk.fixture.ts'
import type { VaultContent } from '../ports/vault.ts'
import type { SessionSurroundings } from './desk-session.ts'
import { Desk } from './desk.ts'
import { openNewsroom } from './intake.fixture.ts'

const broken = new Error('it does not stop')
const fails = {
  'the line to the relay does not close': (world) => ({
    ...world,
    openRelay: (keys) =>
      Object.assign(world.openRelay(keys), {
        close: () => {
          throw broken
        },
      }),
  }),
  'the threads that open cells do not end': (world) => ({
    ...world,
    openCells: () => ({ ...world.openCells(), close: () => Promise.reject(broken) }),
  }),
  'the state on disk does not close': (world) => ({
    ...world,
    openStore: () => ({
      ...world.openStore(),
      close: () => {
        throw broken
      },
    }),
  }),
} as const satisfies Record<string, (world: SessionSurroundings) => SessionSurroundings>

function surroundings(): SessionSurroundings {
  const { clock, relay, store } = openNewsroom()
  return {
    ...{ p, random: seededRandom('locking'), clock, schedule: demoSchedule },
    openStore: () => store,
    openRelay: () => Object.assign(relay, { close: () => undefined }),
    openCells: () => openDirectCellOpener(p),
    openPress: () => ({ site: () => ({ files: new Map(), list: [], pairs: [] }) }),
  }
}

describe.each(Object.entries(fails))('a desk is locked, and %s', (_, failing) => {
  test('its keys are overwritten, that is told, and it can be unlocked again', async () => {
    const opened: VaultContent[] = []
    const tokens: string[] = []
    const vault = {
      open: () => {
        const content = vaultOf('Ada')
        opened.push(content)
        return Promise.resolve({ kind: 'opened', content } as const)
      },
    }
    const desk = new Desk(failing(surroundings()), vault, (token) => tokens.push(token))
    await desk.unlock('', tokens.at(-1))
    const [content] = opened
    const secrets = [content!.masterKey, content!.deviceSeed, content!.prekeySeed]
    const areThere = () => secrets.map((secret) => secret.some((byte) => byte !== 0))
    expect(areThere()).toEqual([true, true, true])
    await expect(desk.lock()).rejects.toBe(broken)
    expect(areThere()).toEqual([false, false, false])
    await expect(desk.unlock('', tokens.at(-1))).resolves.toMatch(/./u)
  })
})
