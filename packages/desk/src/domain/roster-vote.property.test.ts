import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { voteFor, type RosterCandidate, type RosterVoter } from './roster-vote.ts'

const HOUR = 3_600_000

function candidate(drafter: string, changed: Partial<RosterCandidate> = {}): RosterCandidate {
  const plain = { head: `${drafter}1`, drafter, draftedAtMillis: 0, signers: new Set<string>() }
  return { ...plain, verdict: 'signable', ...changed }
}

const voter: RosterVoter = { device: 'b', person: 'B', signed: undefined }

describe('the vote for the next roster', () => {
  test('goes to another’s signable draft, and never to one that is refused or lacks a seed', () => {
    expect(voteFor([candidate('c')], voter, 0)).toBe('c1')
    for (const verdict of ['refused', 'awaits-seeds'] as const)
      expect(voteFor([candidate('c', { verdict })], voter, 0)).toBeUndefined()
  })

  test('goes to the own draft only once somebody else has signed it', () => {
    const own = candidate('b')
    expect(voteFor([own], voter, 0)).toBeUndefined()
    expect(voteFor([{ ...own, signers: new Set(['B']) }], voter, 0)).toBeUndefined()
    expect(voteFor([{ ...own, signers: new Set(['A']) }], voter, 0)).toBe('b1')
  })

  test('goes to the first in the order of devices, and after an hour without a signature to another', () => {
    const drafts = [candidate('c'), candidate('b')]
    expect(voteFor([...drafts, candidate('a')], voter, 0)).toBe('a1')
    expect(voteFor(drafts, voter, HOUR)).toBeUndefined()
    expect(voteFor(drafts, voter, HOUR + 1)).toBe('c1')
  })

  test('is given once, and changed only for an earlier draft that somebody has signed', () => {
    const signed = { ...voter, signed: 'c1' }
    const own = candidate('b')
    const theirs = candidate('c', { signers: new Set(['B']) })
    expect(voteFor([theirs, own], signed, 0)).toBeUndefined()
    expect(voteFor([theirs, { ...own, signers: new Set(['A']) }], signed, 0)).toBe('b1')
    const taken = { ...theirs, signers: new Set(['B', 'C']) }
    expect(voteFor([taken, { ...own, signers: new Set(['A']) }], signed, 0)).toBeUndefined()
    expect(
      voteFor([candidate('d', { signers: new Set(['D']) }), theirs], signed, 0),
    ).toBeUndefined()
  })
})

interface Device extends RosterVoter {
  signed: string | undefined
  readonly drafts: Map<string, { readonly drafter: string; readonly at: number }>
  /** Signatures by head that this device has heard of. */
  readonly heard: Map<string, Set<string>>
}

function deviceNamed(device: string): Device {
  const person = device.toUpperCase()
  return { device, person, signed: undefined, drafts: new Map(), heard: new Map() }
}

/** One thing that happens: a device drafts, looks and votes, or hears all that another knows. */
type Step = readonly ['draft' | 'hear' | 'vote', number, number]

function run(devices: readonly Device[], steps: readonly Step[]): void {
  let now = 0
  for (const [what, who, other] of steps) {
    now += 20 * 60_000
    const device = devices[who % devices.length]!
    if (what === 'draft' && device.signed === undefined) {
      const head = `${device.device}${device.drafts.size}`
      device.drafts.set(head, { drafter: device.device, at: now })
    } else if (what === 'hear') hear(device, devices[other % devices.length]!)
    else vote(device, now)
  }
}

function hear(device: Device, from: Device): void {
  for (const [head, draft] of from.drafts) device.drafts.set(head, draft)
  for (const [head, people] of from.heard)
    device.heard.set(head, new Set([...(device.heard.get(head) ?? []), ...people]))
}

function vote(device: Device, now: number): void {
  const candidates = [...device.drafts].map(([head, { drafter, at }]) =>
    candidate(drafter, { head, draftedAtMillis: at, signers: device.heard.get(head) ?? new Set() }),
  )
  const head = voteFor(candidates, device, now)
  if (head === undefined) return
  device.signed = head
  device.heard.set(head, new Set([...(device.heard.get(head) ?? []), device.person]))
}

function whole(devices: readonly Device[]): ReadonlySet<string> {
  const all = deviceNamed('z')
  for (const device of devices) hear(all, device)
  return new Set([...all.heard].filter(([, people]) => people.size > 1).map(([head]) => head))
}

describe('two desks that draft and vote in any order', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('draft', 'hear', 'vote'), fc.nat(1), fc.nat(1)), {
    maxLength: 40,
  })

  test('never sign two rosters of one number, and sign one as soon as they hear each other', () => {
    fc.assert(
      fc.property(steps, (some) => {
        const devices = [deviceNamed('a'), deviceNamed('b')]
        run(devices, some)
        expect(whole(devices).size).toBeLessThanOrEqual(1)
        const talk: Step[] = [
          ['hear', 0, 1],
          ['hear', 1, 0],
          ['vote', 0, 0],
          ['vote', 1, 0],
        ]
        run(devices, [['draft', 0, 0], ...talk, ...talk, ...talk, ...talk])
        expect(whole(devices).size).toBe(1)
      }),
      { numRuns: 2000 },
    )
  })
})
