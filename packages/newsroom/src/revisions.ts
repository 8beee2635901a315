/** The highest revision there is. */
export const MAX_REVISION = 2 ** 31 - 1

/** The revision after this one. The highest has none above it: whoever goes on writes under it too, and of
 *  several that are as high every desk takes the same. One stolen device could else write the highest and
 *  leave the others a number that no desk reads. */
export function revisionAfter(revision: number): number {
  return Math.min(revision + 1, MAX_REVISION)
}
