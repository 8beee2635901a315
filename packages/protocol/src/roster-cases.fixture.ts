import {
  brunosDeviceSeed,
  adasDevice,
  adasDeviceSeed,
  brunosDevice,
  certifiedDevice,
  NOON_MILLIS,
  rosterBody,
  signedRoster,
  trustedRoster,
} from './protocol.fixture.ts'
import { portablePrimitives as p } from './portable.ts'
import type { RosterBody } from './roster.ts'
import { toHex } from './text.ts'
import { changed, whole, type CaseBytes, type Place, type Rows } from './vector-case.fixture.ts'

const HOUR = 3_600_000

function rosterWith(changes: Partial<RosterBody>, signers?: readonly Uint8Array[]): CaseBytes {
  return whole(signedRoster({ ...rosterBody, ...changes }, signers))
}

/** Rosters by every rule of §5. */
export function rosterRows(): Rows {
  const of: Place = ['cronista-1.json', 'roster', 'roster']
  const nowMillis = NOON_MILLIS
  const given = { nowMillis }
  const { head } = trustedRoster()
  const [ada, bruno] = [adasDeviceSeed, brunosDeviceSeed]
  const [today, tomorrow] = rosterBody.epochs
  if (today === undefined || tomorrow === undefined) throw new TypeError('two epochs')
  const ended = certifiedDevice(bruno, brunosDevice.personId, rosterBody.issuedAtMillis - 1)
  const samePerson = certifiedDevice(bruno, adasDevice.personId)
  const seen = { seenNumber: 1, seenHead: toHex(head) }
  return [
    ['as it is', 'accepted', { of }, given],
    ['seen before', 'accepted', { of }, { nowMillis, ...seen }],
    ['the next', 'accepted', rosterWith({ number: 2, previousHead: head }), { nowMillis, ...seen }],
    ['a number later than the next', 'accepted', rosterWith({ number: 5 }), { nowMillis, ...seen }],
    [
      'ten minutes after its end',
      'accepted',
      { of },
      { nowMillis: rosterBody.expiresAtMillis + 600_000 },
    ],
    ['a byte too few', 'roster-malformed', { of, keep: -1 }, given],
    ['a byte too many', 'roster-malformed', { of, append: '00' }, given],
    ['another version', 'roster-malformed', changed(of, [0, '02']), given],
    ['number 0', 'roster-malformed', rosterWith({ number: 0 }), given],
    [
      'an origin with a path',
      'roster-malformed',
      rosterWith({ origins: ['https://a.example/b'] }),
      given,
    ],
    [
      'a day left out',
      'roster-malformed',
      rosterWith({ epochs: [today, { ...tomorrow, number: tomorrow.number + 1 }] }),
      given,
    ],
    [
      'an epoch of two days',
      'roster-malformed',
      rosterWith({ epochs: [{ ...today, endsAtMillis: today.endsAtMillis + 24 * HOUR }] }),
      given,
    ],
    ['more signatures than devices', 'roster-malformed', rosterWith({}, [ada, bruno, ada]), given],
    [
      'another root',
      'roster-foreign',
      rosterWith({ rootPublicKey: p.ed25519PublicKey(ada) }),
      given,
    ],
    [
      'one key for two epochs',
      'roster-duplicate-key',
      rosterWith({ epochs: [today, { ...tomorrow, publicKey: today.publicKey }] }),
      given,
    ],
    [
      'one device twice',
      'roster-duplicate-key',
      rosterWith({ devices: [adasDevice, adasDevice] }),
      given,
    ],
    [
      'a device that the root did not certify',
      'roster-uncertified',
      rosterWith({
        devices: [adasDevice, { ...brunosDevice, certificate: adasDevice.certificate }],
      }),
      given,
    ],
    [
      'a certificate that had ended',
      'roster-uncertified',
      rosterWith({ devices: [adasDevice, ended] }),
      given,
    ],
    ['no signature', 'roster-unsigned', rosterWith({}, []), given],
    [
      'a signature that does not verify counts for nothing',
      'roster-half-signed',
      changed(of, [-1, '00']),
      given,
    ],
    ['one person', 'roster-half-signed', rosterWith({}, [ada]), given],
    [
      'one person on two devices',
      'roster-half-signed',
      rosterWith({ devices: [adasDevice, samePerson] }),
      given,
    ],
    [
      'a second longer than 72 hours',
      'roster-too-long',
      rosterWith({ expiresAtMillis: rosterBody.expiresAtMillis + 1000 }),
      given,
    ],
    ['over', 'roster-expired', { of }, { nowMillis: rosterBody.expiresAtMillis + 600_001 }],
    ['to come', 'roster-expired', { of }, { nowMillis: rosterBody.issuedAtMillis - 600_001 }],
    [
      'older than one seen',
      'roster-older',
      { of },
      { nowMillis, seenNumber: 2, seenHead: toHex(head) },
    ],
    [
      'another of the same number',
      'roster-older',
      { of },
      { nowMillis, seenNumber: 1, seenHead: '00'.repeat(32) },
    ],
    [
      'the next, of another chain',
      'roster-older',
      rosterWith({ number: 2 }),
      { nowMillis, ...seen },
    ],
  ]
}
