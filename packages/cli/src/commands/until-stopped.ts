/** Resolves when the process is asked to end: by Ctrl-C, or by whoever watches over it. */
export function stopSignal(): Promise<'stopped'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => resolve('stopped'))
  })
}

/** Waits so long, or until the process is asked to end. */
export async function whenDueOrStopped(
  stopped: Promise<'stopped'>,
  millis: number,
): Promise<'due' | 'stopped'> {
  let timer: NodeJS.Timeout | undefined
  const due = new Promise<'due'>((resolve) => {
    timer = setTimeout(() => resolve('due'), millis)
  })
  const came = await Promise.race([stopped, due])
  clearTimeout(timer)
  return came
}
