import { encodeCard, parseRoster } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { foundRoster, keysOf, ManualClock, newsroomId } from '../desk.fixture.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import { Admission } from './admission.ts'
import type { DeskKeys } from './desk-keys.ts'
import { GroupKeys } from './group-keys.ts'
import { KnownDevices } from './known-devices.ts'
import { readNote, writeNote } from './notes.ts'

/** Ada's desk, which is in, and others that would be. */
function openAdmissions() {
  const clock = new ManualClock()
  const { store, roster, ada, bruno } = foundRoster()
  const open = (keys: DeskKeys, personName: string, at: DeskStore = openMemoryDeskStore()) => {
    const groupKeys = new GroupKeys(keys, at)
    const devices = KnownDevices.open(keys, at)
    const parts = { keys, clock, store: at, groupKeys, devices, personName }
    return { admission: new Admission(parts), groupKeys, store: at }
  }
  return { clock, roster, bruno, open, adas: open(ada, 'Ada', store), brunos: open(bruno, 'Bruno') }
}
const code = (name: string): unknown => expect.objectContaining({ code: name })

describe('admitting a device', () => {
  test('a card, eight words on both sides, a welcome: and both have the same key', () => {
    const { roster, adas, brunos, bruno, open } = openAdmissions()
    const card = brunos.admission.ownCard()
    expect(brunos.groupKeys.current).toBeUndefined()
    const read = adas.admission.read(card)
    expect(read.card.name).toBe('Bruno')
    expect(read.words).toEqual(brunos.admission.words(card))
    expect(read.words.es).toHaveLength(8)
    const welcome = adas.admission.admit(card, roster)
    brunos.admission.accept(welcome)
    expect(brunos.groupKeys.current).toEqual(adas.groupKeys.current)
    expect(readNote(bruno, brunos.store, 'roster')).toEqual(roster)
    const again = open(bruno, 'Bruno', brunos.store)
    expect(again.groupKeys.current).toEqual(adas.groupKeys.current)
    expect(() => again.admission.accept(welcome)).not.toThrow()
  })

  test('another card has other words', () => {
    const { adas, brunos, open } = openAdmissions()
    const cards = [brunos, open(keysOf('Carla'), 'Bruno')].map((one) => one.admission.ownCard())
    const [first, second] = cards.map((card) => adas.admission.words(card).es.join(' '))
    expect(first).not.toBe(second)
  })

  test('a device that the roster does not name gets nothing, nor one that takes another’s person', () => {
    const { roster, adas, bruno, open } = openAdmissions()
    const stranger = open(keysOf('Carla'), 'Carla').admission.ownCard()
    expect(() => adas.admission.admit(stranger, roster)).toThrow(code('card-foreign'))
    const taken = encodeCard(p, newsroomId, bruno.deviceSeed, {
      personId: keysOf('Carla').personId,
      prekeyPublicKey: p.xwingPublicKey(bruno.prekeySeed),
      name: 'Bruno',
    })
    expect(() => adas.admission.admit(taken, roster)).toThrow(code('card-foreign'))
  })

  test('a card that was changed is none', () => {
    const { adas, brunos } = openAdmissions()
    const card = brunos.admission.ownCard()
    card[40] = (card[40] ?? 0) ^ 1
    expect(() => adas.admission.read(card)).toThrow(code('card-malformed'))
  })

  test('a desk that waits cannot admit', () => {
    const { roster, brunos } = openAdmissions()
    const card = brunos.admission.ownCard()
    expect(() => brunos.admission.admit(card, roster)).toThrow(code('desk-waiting'))
  })

  test('a welcome for another card, from a stranger, or changed, is refused and changes nothing', () => {
    const { roster, adas, brunos, bruno, open } = openAdmissions()
    const card = brunos.admission.ownCard()
    const renamed = open(bruno, 'Otro').admission.ownCard()
    const carlas = open(keysOf('Carla'), 'Carla')
    carlas.store.change((stores) => GroupKeys.found(keysOf('Carla'), stores))
    const stranger = open(keysOf('Carla'), 'Carla', carlas.store)
    const changed = adas.admission.admit(card, roster)
    changed[300] = (changed[300] ?? 0) ^ 1
    const welcomes = [
      adas.admission.admit(renamed, roster),
      stranger.admission.admit(card, roster),
      changed,
      new Uint8Array(5),
    ]
    for (const welcome of welcomes)
      expect(() => brunos.admission.accept(welcome)).toThrow(code('welcome-refused'))
    expect(brunos.groupKeys.current).toBeUndefined()
    expect(readNote(bruno, brunos.store, 'roster')).toBeUndefined()
  })

  test('a welcome with an expired roster is refused', async () => {
    const { clock, roster, adas, brunos } = openAdmissions()
    const welcome = adas.admission.admit(brunos.admission.ownCard(), roster)
    await clock.advance(parseRoster(roster).expiresAtMillis - clock.nowMillis() + 700_000)
    expect(() => brunos.admission.accept(welcome)).toThrow(code('welcome-refused'))
  })

  test('a newer roster on the disk is not exchanged for an older one', () => {
    const { roster, adas, brunos, bruno } = openAdmissions()
    const newer = roster.slice()
    // The number stands after version and root key.
    newer[36] = 9
    brunos.store.change((stores) => writeNote(bruno, stores, 'roster', newer))
    brunos.admission.accept(adas.admission.admit(brunos.admission.ownCard(), roster))
    expect(readNote(bruno, brunos.store, 'roster')).toEqual(newer)
  })
})
