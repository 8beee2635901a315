import { expect, test } from 'vitest'
import { Courier } from './courier.ts'
import { FixtureNewsroom, p, seededRandom } from './newsroom.fixture.ts'

const NOW = 20_000 * 86_400_000 + 7_200_000
const WORDS = [1, 2, 3, 4, 5, 6, 7, 754]

test('what eight words derived is overwritten when the composer is left', () => {
  const newsroom = new FixtureNewsroom(seededRandom(1))
  /** By what they are for, the very bytes that the worker was given. */
  const derived: { readonly label: string; readonly bytes: Uint8Array }[] = []
  const noted = (label: string, bytes: Uint8Array) => {
    derived.push({ label, bytes })
    return bytes
  }
  const courier = new Courier({
    primitives: {
      ...p,
      argon2id: (...given) => noted('words', p.argon2id(...given)),
      hkdfSha256: (secret, salt, info, length) => {
        const label = /cronista\/1 ([a-z ]+)/u.exec(new TextDecoder().decode(info))?.[1] ?? ''
        return noted(label, p.hkdfSha256(secret, salt, info, length))
      },
    },
    ...{ random: seededRandom(3), nowMillis: () => NOW, newsroomId: newsroom.newsroomId },
    ...{ sendsPerPart: 2, emit: () => undefined },
  })
  courier.receive({ kind: 'news', news: newsroom.news(NOW) })
  derived.length = 0
  courier.receive({ kind: 'open-thread', words: WORDS })
  courier.receive({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
  const secrets = derived.filter(({ label }) =>
    ['words', 'contributor key', 'reply key'].includes(label),
  )
  const isOverwritten = ({ bytes }: { readonly bytes: Uint8Array }) =>
    bytes.every((byte) => byte === 0)
  const labelsLeft = () =>
    new Set(secrets.filter((one) => !isOverwritten(one)).map(({ label }) => label))
  expect(labelsLeft()).toEqual(new Set(['words', 'contributor key', 'reply key']))
  courier.receive({ kind: 'forget' })
  expect(labelsLeft()).toEqual(new Set())
})
