/** A source of randomness: 32-bit numbers, unpredictable enough that two desks never draw the same ids. */
export type DrawNumber = () => number

/** A new segment's id: 14 of `[0-9a-z]`, from 64 random bits. */
export function newSegmentId(draw: DrawNumber): string {
  return `${digits(draw())}${digits(draw())}`
}

function digits(number: number): string {
  return (number >>> 0).toString(36).padStart(7, '0')
}
