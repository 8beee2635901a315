import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { admissionWords, encodeCard, readCard } from './admission-card.ts'
import { u16 } from './bytes.ts'
import { asNewsroomId, asPersonId, context } from './context.ts'
import { ProtocolError } from './errors.ts'
import { alteredCopies, malformedCopies } from './hostile-bytes.fixture.ts'
import { portablePrimitives as p } from './portable.ts'
import {
  adasDeviceSeed,
  brunosDeviceSeed,
  newsroomId,
  NOON_MILLIS,
  rosterBody,
  seededRandom,
  signedRoster,
} from './protocol.fixture.ts'
import { openWelcome, sealWelcome, type NewWelcome, type WelcomeJudgement } from './welcome.ts'
import { wordList } from './words.ts'

const random = seededRandom('admission')
const prekeySeed = random(32)
const prekeyPublicKey = p.xwingPublicKey(prekeySeed)
const personId = asPersonId(random(16))
const otherNewsroom = asNewsroomId(random(32))

function cardNamed(name: string, seed = brunosDeviceSeed): Uint8Array {
  return encodeCard(p, newsroomId, seed, { personId, prekeyPublicKey, name })
}

const card = cardNamed('Bruno Añil')
const groupKey = random(32)

function welcome(changed: Partial<NewWelcome> = {}, sender = adasDeviceSeed): Uint8Array {
  return sealWelcome(p, newsroomId, sender, {
    card,
    groupEpoch: 3,
    groupKey,
    roster: signedRoster(rosterBody),
    randomness: random(64),
    ...changed,
  })
}

function open(bytes: Uint8Array, changed: Partial<WelcomeJudgement> = {}) {
  const judgement = { prekeySeed, card, nowMillis: NOON_MILLIS, ...changed }
  return openWelcome(p, newsroomId, bytes, judgement)
}

describe('an admission card', () => {
  test('says who, which device and which prekey', () => {
    const devicePublicKey = p.ed25519PublicKey(brunosDeviceSeed)
    const expected = { personId, devicePublicKey, prekeyPublicKey, name: 'Bruno Añil' }
    expect(readCard(p, newsroomId, card)).toEqual(expected)
  })

  test('changed in any byte, cut, lengthened, of another newsroom or rubbish is malformed', () => {
    expect(() => readCard(p, otherNewsroom, card)).toThrow('card-malformed')
    fc.assert(
      fc.property(alteredCopies(card), malformedCopies(card), (altered, malformed) => {
        for (const bytes of [altered, malformed])
          expect(() => readCard(p, newsroomId, bytes)).toThrow('card-malformed')
      }),
      { numRuns: 60 },
    )
  })

  test('holds no name that is empty, too long, or shows otherwise than it is', () => {
    for (const name of [
      '',
      'ñ'.repeat(128),
      'Ada\nBruno',
      'Ada\u202Eonurb',
      'A\u200Bda',
      'A\u2028',
    ])
      expect(() => cardNamed(name)).toThrow('card-malformed')
    expect(readCard(p, newsroomId, cardNamed('ñ'.repeat(127))).name).toHaveLength(127)
  })

  test('has eight words of a hash’s first 88 bits, the same places in either language', () => {
    const hash = p.sha256(Uint8Array.of(...context('admission words', newsroomId), ...card))
    const [es, en] = (['es', 'en'] as const).map((language) => ({
      list: wordList(language),
      words: admissionWords(p, newsroomId, card, language),
    }))
    const places = es?.words.map((word) => es.list.indexOf(word)) ?? []
    expect(en?.words.map((word) => en.list.indexOf(word))).toEqual(places)
    const bits = places.map((place) => place.toString(2).padStart(11, '0')).join('')
    const expected = [...hash.slice(0, 11)].map((byte) => byte.toString(2).padStart(8, '0'))
    expect(bits).toBe(expected.join(''))
  })

  test('has other words when another device shows it', () => {
    const own = admissionWords(p, newsroomId, card, 'es')
    const imitation = cardNamed('Bruno Añil', random(32))
    expect(admissionWords(p, newsroomId, imitation, 'es')).not.toEqual(own)
    expect(admissionWords(p, otherNewsroom, card, 'es')).not.toEqual(own)
  })
})

describe('a welcome', () => {
  test('gives the group key and a roster to the device whose card it names', () => {
    const opened = open(welcome())
    expect(opened).toMatchObject({ groupEpoch: 3, groupKey, roster: rosterBody })
    expect(opened?.sender.publicKey).toEqual(p.ed25519PublicKey(adasDeviceSeed))
  })

  test('is nothing to another prekey, and refused for another card of the same device', () => {
    const bytes = welcome()
    expect(open(bytes, { prekeySeed: random(32) })).toBeUndefined()
    expect(() => open(bytes, { card: cardNamed('Bruno') })).toThrow('welcome-other-card')
  })

  test('from whom the roster does not name is refused', () => {
    expect(() => open(welcome({}, random(32)))).toThrow('welcome-unsigned')
  })

  test('with a roster that is expired or one person’s is refused with the roster’s code', () => {
    const half = signedRoster(rosterBody, [adasDeviceSeed])
    expect(() => open(welcome({ roster: half }))).toThrow('roster-half-signed')
    const late = { nowMillis: rosterBody.expiresAtMillis + 3_600_000 }
    expect(() => open(welcome(), late)).toThrow('roster-expired')
  })

  test('changed in any byte, cut, lengthened or rubbish is refused', () => {
    const bytes = welcome()
    fc.assert(
      fc.property(alteredCopies(bytes), malformedCopies(bytes), (altered, malformed) => {
        for (const hostile of [altered, malformed]) {
          expect(() => open(hostile)).toThrow(ProtocolError)
          expect(() => open(hostile)).toThrow(/^welcome-/u)
        }
      }),
      { numRuns: 30 },
    )
    const signedAgain = welcome({ roster: u16(0) })
    expect(() => open(signedAgain)).toThrow('roster-malformed')
  })

  test('is not sealed to a card that its device did not sign', () => {
    expect(() => welcome({ card: card.slice(1) })).toThrow('card-malformed')
  })
})
