// What editions have listed so far: whose turn it is, and since when a reply could have been read.
import type { NewsroomState } from '@cronista/newsroom'
import type { EditionPlan } from './edition-plan.ts'

/** One reply that was in an edition. */
export interface Listing {
  readonly thread: string
  readonly number: number
  /** How often its thread has had its turn. */
  readonly turn: number
  /** Time of the first edition that listed it. */
  readonly firstAtMillis: number
}

/** Listings of replies that nobody has confirmed. */
export type Listings = ReadonlyMap<string, Listing>

/** The listing of a reply, or `undefined` for one that was in no edition. */
export function findListing(
  listings: Listings,
  thread: string,
  number: number,
): Listing | undefined {
  return listings.get(keyOf({ thread, number }))
}

/** Gathers listings. */
export function listingsOf(listings: Iterable<Listing>): Listings {
  return new Map([...listings].map((listing) => [keyOf(listing), listing]))
}

/** The listings once an edition is with the relay; those of confirmed replies are dropped. */
export function listingsAfter(
  listings: Listings,
  edition: { readonly timeMillis: number; readonly plan: Pick<EditionPlan, 'replies'> },
  state: NewsroomState,
): Listings {
  const listed = edition.plan.replies.map(({ thread, reply: { number }, turn }) => {
    const known = findListing(listings, thread.id, number)
    const firstAtMillis = known?.firstAtMillis ?? edition.timeMillis
    return { thread: thread.id, number, turn: turn + 1, firstAtMillis }
  })
  return listingsOf(
    [...listings.values(), ...listed].filter(
      ({ thread, number }) => number > (state.threads.get(thread)?.confirmed ?? Infinity),
    ),
  )
}

function keyOf({ thread, number }: Pick<Listing, 'number' | 'thread'>): string {
  return `${thread}/${number}`
}
