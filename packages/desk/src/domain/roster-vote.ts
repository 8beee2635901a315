// Which of several drafts of the next roster a device puts its name to, so that two desks that draft at once
// agree on one. Whoever drafts signs last: a draft that nobody else has signed binds nobody.

/** A draft of the next roster, as this device sees it. */
export interface RosterCandidate {
  /** 64 hexadecimal digits. */
  readonly head: string
  /** Who drafted it, 32 hexadecimal digits. */
  readonly drafter: string
  readonly draftedAtMillis: number
  /** Whether it may be signed; `awaits-seeds` while this desk holds not every epoch's seed. */
  readonly verdict: 'awaits-seeds' | 'refused' | 'signable'
  /** Ids of the people whose devices have signed it. */
  readonly signers: ReadonlySet<string>
}

/** Who votes. */
export interface RosterVoter {
  readonly device: string
  readonly person: string
  /** The head that this device has signed of this number, while that roster could come into force. */
  readonly signed: string | undefined
}

/** How long a device waits for others to sign its own draft before it would rather sign theirs. */
const OWN_PATIENCE_MILLIS = 3_600_000

/** The head of the draft to sign now, or `undefined`. A device signs one draft of each number; another one
 *  only if that comes before in the order that all share, somebody else has signed it, and nobody else has
 *  signed the one that this device did: of two desks at most one ever changes its mind. */
export function voteFor(
  candidates: readonly RosterCandidate[],
  voter: RosterVoter,
  nowMillis: number,
): string | undefined {
  const isOwn = ({ drafter }: RosterCandidate) => drafter === voter.device
  const isSignedByOthers = ({ signers }: RosterCandidate) =>
    [...signers].some((person) => person !== voter.person)
  const isGivenUp = (one: RosterCandidate) =>
    isOwn(one) && !isSignedByOthers(one) && nowMillis - one.draftedAtMillis > OWN_PATIENCE_MILLIS
  const ordered = candidates
    .filter(({ verdict }) => verdict === 'signable')
    .sort((a, b) => Number(isGivenUp(a)) - Number(isGivenUp(b)) || inOrder(a, b))
  const signed = candidates.find(({ head }) => head === voter.signed)
  if (voter.signed === undefined) {
    const [first] = ordered
    return first !== undefined && (!isOwn(first) || isSignedByOthers(first))
      ? first.head
      : undefined
  }
  if (signed === undefined || isSignedByOthers(signed)) return undefined
  return ordered.find((one) => isSignedByOthers(one) && inOrder(one, signed) < 0)?.head
}

function inOrder(a: RosterCandidate, b: RosterCandidate): number {
  const [one, other] = [`${a.drafter} ${a.head}`, `${b.drafter} ${b.head}`]
  return one < other ? -1 : Number(one > other)
}
