/** Runs tasks, at most so many at once, and gives their results in the order of the tasks. Rejects with
 *  the first that fails; tasks not begun by then never are. */
export async function inParallel<Result>(
  tasks: readonly (() => Promise<Result>)[],
  atOnce: number,
  onDone: () => void,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>()
  const waiting = tasks.entries()
  let hasFailed = false
  const work = async (): Promise<void> => {
    for (const [index, task] of waiting) {
      if (hasFailed) return
      try {
        results.set(index, await task())
      } catch (error) {
        hasFailed = true
        throw error
      }
      onDone()
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, work))
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
}
