import { afterEach } from 'vitest'

/** A port on trial in a contract suite. */
export interface OnTrial<Port> {
  readonly port: Port
  /** The same after the process has ended in good order and begun again. */
  reopen(): Promise<Port>
  discard(): Promise<void>
}

/** A way to begin trials in a suite, each of which is discarded after its test. */
export function trials<Given extends readonly unknown[], Port>(
  open: (...given: Given) => Promise<OnTrial<Port>>,
): (...given: Given) => Promise<OnTrial<Port>> {
  const begun: OnTrial<Port>[] = []
  afterEach(async () => {
    for (const trial of begun.splice(0)) await trial.discard()
  })
  return async (...given) => {
    const trial = await open(...given)
    begun.push(trial)
    return trial
  }
}
