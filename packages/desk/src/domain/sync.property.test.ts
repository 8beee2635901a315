import {
  concatBytes,
  cutItems,
  equalBytes,
  toHex,
  u32,
  utf8,
  type ItemPiece,
} from '@cronista/protocol'
import { portablePrimitives as p } from '@cronista/protocol/portable'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ChainIntake, type LinkedEntry, type Taken } from './chain-intake.ts'
import { DoubtedEntries } from './doubted-entries.ts'
import { ItemAssembly } from './item-assembly.ts'
import { Outbox, type SentRun } from './outbox.ts'

const ROOM = 300
const TIMES = { graceMillis: 4, freshMillis: 3 }

interface ToyBatch {
  readonly sender: string
  readonly held: ReadonlyMap<string, number>
  readonly pieces: readonly ItemPiece[]
}

/** An entry of these tests: its bytes name device, sequence and the entry before. */
function toyEntry(deviceId: string, sequence: number, previousHash: Uint8Array, length: number) {
  const bytes = concatBytes(utf8(deviceId), u32(sequence), previousHash, new Uint8Array(length))
  return { deviceId, sequence, previousHash, hash: p.sha256(bytes), bytes }
}

function parsed(bytes: Uint8Array): LinkedEntry {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const [deviceId, sequence] = [String.fromCharCode(bytes[0]!), view.getUint32(1)]
  return toyEntry(deviceId, sequence, bytes.slice(5, 37), bytes.length - 37)
}

/** A desk without keys: what it writes, sends and takes in. */
class ToyDesk {
  readonly chains = new Map<string, LinkedEntry[]>()
  readonly #name: string
  readonly #outbox: Outbox
  readonly #assembly = new ItemAssembly(p)
  readonly #intake = new ChainIntake<LinkedEntry>(new Map())

  constructor(name: string) {
    this.#name = name
    this.#outbox = new Outbox(name, { sequence: 0, offset: 0 }, TIMES)
  }

  write(length: number): void {
    const own = this.#chain(this.#name)
    const last = own.at(-1)
    const previousHash = last?.hash ?? new Uint8Array(32)
    const entry = toyEntry(this.#name, own.length + 1, previousHash, length)
    own.push(entry)
    this.#intake.advance(this.#name, entry)
  }

  send(now: number): ToyBatch {
    const pieces: ItemPiece[] = []
    const runs: SentRun[] = []
    let room = ROOM
    for (const { deviceId, sequence, offset } of this.#outbox.wanted(this.#ends(), now)) {
      const item = this.#chain(deviceId)[sequence - 1]!.bytes
      const [piece] = cutItems(p, [{ item, offset }], room).pieces
      if (piece === undefined) break
      room -= piece.bytes.length + 26
      pieces.push(piece)
      const end = offset + piece.bytes.length
      runs.push({ deviceId, sequence, offset, end, total: item.length })
    }
    this.#outbox.acknowledge(runs, now)
    return { sender: this.#name, held: this.#ends(), pieces }
  }

  take({ sender, held, pieces }: ToyBatch, place: number, now: number): void {
    for (const piece of pieces) {
      const item = this.#assembly.add(piece, place)
      if (item === undefined) continue
      const taken = this.#intake.take(parsed(item), place)
      if (taken.kind === 'ready')
        for (const entry of taken.entries) this.#chain(entry.deviceId).push(entry)
    }
    this.#outbox.heard(sender, held, this.#ends(), now)
  }

  /** Everything this desk holds, in one text. */
  journal(): string {
    const chains = [...this.chains].sort(([a], [b]) => (a < b ? -1 : 1))
    return chains
      .map(([name, chain]) => `${name} ${chain.map(({ hash }) => toHex(hash)).join()}`)
      .join('\n')
  }

  #ends(): ReadonlyMap<string, number> {
    return new Map([...this.chains].map(([name, chain]) => [name, chain.length]))
  }

  #chain(name: string) {
    const chain = this.chains.get(name) ?? []
    this.chains.set(name, chain)
    return chain
  }
}

/** What an interval does: how many entries each desk writes and how long they are, and for each batch
 *  that was ever handed in which desks get it now, perhaps again, perhaps never. */
const intervalOf = (desks: number) =>
  fc.record({
    writes: fc.array(
      fc.record({ desk: fc.nat(desks - 1), length: fc.integer({ min: 0, max: 700 }) }),
      { maxLength: 4 },
    ),
    deliveries: fc.array(fc.record({ to: fc.nat(desks - 1), batch: fc.nat(1000) }), {
      maxLength: 12,
    }),
  })

describe('desks that hand each other batches', () => {
  test.each([2, 3])(
    'whatever the relay loses, repeats, reorders or delays, %i desks come to the same journal',
    (count) => {
      fc.assert(
        fc.property(fc.array(intervalOf(count), { maxLength: 25 }), (intervals) => {
          const desks = Array.from({ length: count }, (_, index) => new ToyDesk('ABC'[index]!))
          const sent: ToyBatch[] = []
          let now = 0
          for (const { writes, deliveries } of intervals) {
            now++
            for (const { desk, length } of writes) desks[desk]!.write(length)
            for (const desk of desks) sent.push(desk.send(now))
            for (const { to, batch } of deliveries)
              desks[to]!.take(sent[batch % sent.length]!, batch % sent.length, now)
          }
          const agree = () => new Set(desks.map((desk) => desk.journal())).size === 1
          // Everything that was handed in before is lost for good.
          for (let calm = 0; calm < 2000 && !agree(); calm++) {
            now++
            const batches = desks.map((desk) => desk.send(now))
            for (const desk of desks)
              for (const batch of batches) desk.take(batch, sent.length + calm, now)
          }
          expect(agree()).toBe(true)
          const written = intervals.flatMap(({ writes }) => writes).length
          const [first] = desks
          const held = [...first!.chains.values()].reduce((sum, chain) => sum + chain.length, 0)
          expect(held).toBe(written)
        }),
        { numRuns: 60 },
      )
    },
  )

  test('what everybody has is not sent again, and nothing is sent twice at once', () => {
    const [ada, bruno] = [new ToyDesk('A'), new ToyDesk('B')]
    ada.write(40)
    const first = ada.send(1)
    expect(first.pieces).toHaveLength(1)
    const pieces: number[] = []
    bruno.take(first, 1, 1)
    for (let now = 2; now < 40; now++) {
      const [theirs, ours] = [bruno.send(now), ada.send(now)]
      ada.take(theirs, now, now)
      bruno.take(ours, now, now)
      pieces.push(theirs.pieces.length + ours.pieces.length)
    }
    expect(pieces.every((count) => count === 0)).toBe(true)
  })

  test('a desk that is away gets nothing repeated until it speaks again', () => {
    const [ada, bruno] = [new ToyDesk('A'), new ToyDesk('B')]
    ada.take(bruno.send(1), 1, 1)
    ada.write(40)
    const pieces = Array.from({ length: 20 }, (_, index) => ada.send(2 + index).pieces.length)
    expect(pieces.reduce((sum, count) => sum + count)).toBe(1)
    ada.take(bruno.send(30), 2, 30)
    ada.take(bruno.send(35), 3, 35)
    expect(ada.send(36).pieces).toHaveLength(1)
  })
})

describe('the order of a chain', () => {
  test('an entry that waits is exchanged for the same one with its key', () => {
    const intake = new ChainIntake<LinkedEntry>(new Map())
    const first = toyEntry('A', 1, new Uint8Array(32), 3)
    const second = toyEntry('A', 2, first.hash, 3)
    const withKey = { ...second, bodyKey: 'key' }
    for (const one of [second, withKey, second]) intake.take(one, 1)
    expect(intake.take(first, 2)).toEqual({ kind: 'ready', entries: [first, withKey] })
  })

  test('what waits has a bound in bytes: the furthest ahead go, and come again', () => {
    const intake = new ChainIntake<LinkedEntry>(new Map())
    const chain = [toyEntry('A', 1, new Uint8Array(32), 3)]
    const long = 4 * 1_048_576 - 64
    while (chain.length < 21) chain.push(toyEntry('A', chain.length + 1, chain.at(-1)!.hash, long))
    for (const one of chain.slice(1).toReversed()) intake.take(one, 1)
    const sequences = (taken: Taken<LinkedEntry>) =>
      taken.kind === 'ready' ? taken.entries.map(({ sequence }) => sequence) : []
    expect(sequences(intake.take(chain[0]!, 2))).toHaveLength(17)
    expect(sequences(intake.take(chain[17]!, 3))).toEqual([18])
  })

  test('an entry that names another as the one before is not taken in', () => {
    const intake = new ChainIntake(new Map())
    const first = toyEntry('A', 1, new Uint8Array(32), 3)
    const other = toyEntry('A', 1, new Uint8Array(32), 4)
    const second = toyEntry('A', 2, other.hash, 3)
    expect(intake.take(first, 1)).toMatchObject({ kind: 'ready' })
    expect(intake.take(second, 2)).toEqual({ kind: 'reordered' })
    expect(intake.take(other, 3)).toEqual({ kind: 'held' })
    expect(equalBytes(first.hash, other.hash)).toBe(false)
  })
})

test('entries that wait for their key have a bound in bytes, which what has left frees', () => {
  const doubted = new DoubtedEntries<LinkedEntry>(1000)
  const long = 4 * 1_048_576 - 64
  const entries = Array.from({ length: 18 }, (_, index) =>
    toyEntry('A', index + 1, new Uint8Array(32), long),
  )
  for (const one of entries) doubted.add(one, 1, 0)
  expect(doubted.take(() => false, 1000)).toHaveLength(16)
  doubted.add(entries[17]!, 2, 1000)
  const [last] = doubted.take(() => false, 2000)
  expect([last?.entry.sequence, last?.place]).toEqual([18, 2])
})
