import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { keysOf } from '../desk.fixture.ts'
import type { SecretKind } from '../ports/secret-store.ts'

const label = (place: number) => Uint8Array.of(place)
const content = (place: number) => new Uint8Array(40).fill(place)

/** Two secrets of a kind and one of another, all sealed by Ada's desk. */
function openSecrets() {
  const { secrets } = keysOf('Ada')
  const store = openMemoryDeskStore().secrets
  for (const place of [1, 2]) secrets.put(store, 'epoch-seed', label(place), content(place))
  secrets.put(store, 'reply-key', label(1), content(3))
  const rows = (kind: SecretKind) => store.list(kind)
  return { secrets, store, rows }
}

describe('a sealed secret', () => {
  test('is found under its kind and label, and nothing else is', () => {
    const { secrets, store } = openSecrets()
    expect(secrets.find(store, 'epoch-seed', label(1))).toEqual(content(1))
    expect(secrets.find(store, 'epoch-seed', label(2))).toEqual(content(2))
    expect(secrets.find(store, 'reply-key', label(1))).toEqual(content(3))
    expect(secrets.find(store, 'reply-key', label(2))).toBeUndefined()
    expect(secrets.list(store, 'epoch-seed')).toEqual([content(1), content(2)])
  })

  test('that somebody put in another’s place on the disk, of the same kind or of another, is damage', () => {
    const { secrets, store, rows } = openSecrets()
    const [first, second] = rows('epoch-seed')
    const [reply] = rows('reply-key')
    for (const { sealed } of [second!, reply!]) {
      store.put({ ...first!, sealed })
      expect(() => secrets.find(store, 'epoch-seed', label(1))).toThrow('storage-damaged')
      expect(() => secrets.list(store, 'epoch-seed')).toThrow('storage-damaged')
    }
    store.put(first!)
    expect(secrets.find(store, 'epoch-seed', label(1))).toEqual(content(1))
  })

  test('altered in any byte is damage', () => {
    const { secrets, store, rows } = openSecrets()
    const [first] = rows('epoch-seed')
    for (const at of first!.sealed.keys()) {
      const sealed = first!.sealed.slice()
      sealed[at]! ^= 1
      store.put({ ...first!, sealed })
      expect(() => secrets.find(store, 'epoch-seed', label(1))).toThrow('storage-damaged')
    }
  })

  test('written again is sealed under another key: the disk shows neither that it is the same nor what changed', () => {
    const { secrets, store, rows } = openSecrets()
    const salts = new Set<string>()
    for (let time = 0; time < 5; time++) {
      secrets.put(store, 'epoch-seed', label(1), content(1))
      salts.add(rows('epoch-seed')[0]!.sealed.subarray(0, 32).toString())
    }
    expect(salts.size).toBe(5)
  })
})
