import { asDeviceId, fromHex, toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { keysOf } from '../desk.fixture.ts'
import { HeadClaims } from './head-claims.ts'
import { JournalFaults } from './journal-faults.ts'
import { message, openSharedJournal } from './sync.fixture.ts'

const ADA = toHex(keysOf('Ada').deviceId)
const CARLA = toHex(keysOf('Carla').deviceId)
const OTHER_HASH = new Uint8Array(32).fill(7)
/** As many claims are remembered. */
const REMEMBERED = 4096

/** Ada's chain, still empty, and who listens to what is said of it. */
function openClaims() {
  const { keys, store, journal } = openSharedJournal().openAda()
  const faults = new JournalFaults(keys, store)
  const claims = new HeadClaims(journal, faults)
  const say = (by: string, chain: string, hash: Uint8Array = OTHER_HASH) => {
    claims.claim(by, chain, { deviceId: asDeviceId(fromHex(chain)), sequence: 1, hash })
  }
  return {
    say,
    write: () => journal.append([message(1)]),
    ownHash: () => journal.hashOf(ADA, 1) ?? OTHER_HASH,
    /** A member names so many chains that nobody has. */
    flood: (count: number) => {
      for (let number = 1; number <= count; number++)
        say(CARLA, number.toString(16).padStart(32, '0'))
    },
    codes: () => faults.codes(),
  }
}

describe('what others say of a chain', () => {
  test('is held against the entry once it is here, and an entry that differs is a fork', () => {
    const { say, write, ownHash, codes } = openClaims()
    say(CARLA, ADA)
    write()
    expect(codes()).toEqual([])
    say('another', ADA, ownHash())
    expect(codes()).toEqual(['journal-forked'])
  })

  test('is remembered while as many more come as there is room for', () => {
    const { say, flood, write, ownHash, codes } = openClaims()
    say(CARLA, ADA)
    flood(REMEMBERED - 1)
    write()
    say('another', ADA, ownHash())
    expect(codes()).toEqual(['journal-forked'])
  })

  test('takes no more room than that: of more the oldest is forgotten, and counts if said again', () => {
    const { say, flood, write, ownHash, codes } = openClaims()
    say(CARLA, ADA)
    flood(REMEMBERED)
    write()
    say('another', ADA, ownHash())
    expect(codes()).toEqual([])
    say(CARLA, ADA)
    expect(codes()).toEqual(['journal-forked'])
  })
})
