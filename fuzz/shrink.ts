import { judge, type Judgement } from './judge.ts'
import type { Target } from './target.ts'

/** What takes long or much is not worth as many tries. */
const [MOST_TRIES, MOST_COSTLY_TRIES] = [3_000, 60]

/** A shorter and plainer input that breaks the same property in the same place, by taking runs out and
 *  clearing bytes, for as long as that helps. */
export async function shrunk(
  target: Target,
  input: Uint8Array,
  judgement: Judgement,
): Promise<Uint8Array> {
  const isCostly =
    judgement.kind === 'broken' &&
    ['asks-for-too-much', 'takes-too-long'].includes(judgement.property)
  const most = isCostly ? MOST_COSTLY_TRIES : MOST_TRIES
  let [best, tries] = [input, 0]
  const stillBreaks = async (candidate: Uint8Array) => {
    tries++
    return isSame(await judge(target, candidate), judgement)
  }
  for (
    let size = Math.ceil(best.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  )
    for (let from = 0; from < best.length && tries < most;) {
      const shorter = Uint8Array.from([...best.subarray(0, from), ...best.subarray(from + size)])
      if (await stillBreaks(shorter)) best = shorter
      else from += size
    }
  for (let place = 0; place < best.length && tries < most; place++) {
    const plainer = best.with(place, 0)
    if (best[place] !== 0 && (await stillBreaks(plainer))) best = plainer
  }
  return best
}

function isSame(one: Judgement, other: Judgement): boolean {
  if (one.kind !== 'broken' || other.kind !== 'broken') return false
  // Lengths in a sentence change while the input shrinks.
  const plain = (text: string) => text.replaceAll(/\d+/gu, '0')
  return one.property === other.property && plain(one.detail) === plain(other.detail)
}
