import type { PenNameRecorded } from '../events/name-events.ts'

/** The last part of the address of a pen name's page, `[0-9a-z]` and single hyphens. If the names of
 *  two come to the same, both get digits of their ids behind it: one page never shows the stories of
 *  two people as one person's. */
export function penNameSlug(penName: PenNameRecorded, all: Iterable<PenNameRecorded>): string {
  const slug = slugOf(penName.name)
  const isAlone = [...all].every(
    (other) => other.penName === penName.penName || slugOf(other.name) !== slug,
  )
  const digits = penName.penName.slice(0, 8)
  if (slug === '') return digits
  return isAlone ? slug : `${slug}-${digits}`
}

/** Whether a new pen name would share the address of one that is there. Two desks that do not know of
 *  each other's may still make both; then both get digits. */
export function isPenNameTaken(name: string, all: Iterable<PenNameRecorded>): boolean {
  const slug = slugOf(name)
  return slug !== '' && [...all].some((known) => slugOf(known.name) === slug)
}

function slugOf(name: string): string {
  const letters = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .toLowerCase()
  return letters
    .replace(/[^0-9a-z]+/gu, '-')
    .slice(0, 64)
    .replace(/^-|-$/gu, '')
}
