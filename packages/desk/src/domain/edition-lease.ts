// Which device builds the newsroom's editions. Two things tell: the newest edition that the relay serves,
// which names who held the lease, and the leases in the journal. The relay takes one edition for each
// time, so the edition decides wherever two desks took the lease at once; the journal decides who may
// build while no newer edition shows it. A lease is never given back: it stays where editions come from.
import type { EditionLeaseTaken } from '@cronista/newsroom'

/** So many editions have to stay away before another device takes the lease, … */
const MISSED_BEFORE_TAKEOVER = 2

/** What an edition says about who builds. */
export interface EditionSign {
  readonly timeMillis: number
  /** 32 hexadecimal digits. */
  readonly leaseHolder: string
}

/** What a desk knows about who builds. */
export interface LeaseSigns {
  /** The newest edition of a device of the roster that this desk has seen. */
  readonly served: EditionSign | undefined
  /** Leases of the journal. */
  readonly taken: Iterable<EditionLeaseTaken>
  /** Devices of the roster, 32 hexadecimal digits each: nobody else holds a lease. */
  readonly devices: ReadonlySet<string>
}

/** The lease that counts at an edition's time, and since when nothing of its holder's was seen. */
export interface Lease {
  /** `undefined` while nobody holds it. */
  readonly holder: string | undefined
  /** Time of the newest edition, or of the one before the first that a later lease is for; `undefined`
   *  when there was neither. */
  readonly lastSignMillis: number | undefined
}

/** Who holds the lease for the edition of this time. The last lease of the journal that is for this time
 *  or an earlier one, if it is for a later edition than the newest that was seen; else the one whose
 *  edition that is. Of two leases from one time on, the one of the smaller device id. */
export function leaseAt(
  dueMillis: number,
  intervalMillis: number,
  { served, taken, devices }: LeaseSigns,
): Lease {
  let newest: EditionLeaseTaken | undefined
  for (const one of taken) {
    if (one.fromMillis > dueMillis || !devices.has(one.device)) continue
    if (newest === undefined || comesAfter(one, newest)) newest = one
  }
  if (newest !== undefined && newest.fromMillis > (served?.timeMillis ?? -1)) {
    const before = newest.fromMillis - intervalMillis
    const lastSignMillis = Math.max(before, served?.timeMillis ?? before)
    return { holder: newest.device, lastSignMillis }
  }
  const holder =
    served !== undefined && devices.has(served.leaseHolder) ? served.leaseHolder : undefined
  return { holder, lastSignMillis: served?.timeMillis }
}

/** How many editions have to be missing before this device takes the lease: two, none when nobody on the
 *  roster holds it, and one more for each device with a smaller id that could take it first. */
export function missedBeforeTaking(
  own: string,
  { holder }: Pick<Lease, 'holder'>,
  devices: ReadonlySet<string>,
): number {
  const before = [...devices].filter((one) => one < own && one !== holder).length
  return (holder === undefined ? 0 : MISSED_BEFORE_TAKEOVER) + before
}

/** How many editions are missing before the one of this time; never less than none. */
export function missedEditions(
  dueMillis: number,
  intervalMillis: number,
  lastSignMillis: number,
): number {
  return Math.max(0, Math.floor((dueMillis - lastSignMillis) / intervalMillis) - 1)
}

function comesAfter(a: EditionLeaseTaken, b: EditionLeaseTaken): boolean {
  return a.fromMillis === b.fromMillis ? a.device < b.device : a.fromMillis > b.fromMillis
}
