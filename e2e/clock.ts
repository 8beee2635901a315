import type { TestbedOptions } from '@cronista/testbed'

/** A clock that runs as this machine's does, but is behind it. */
export function clockBehind(millis: number): NonNullable<TestbedOptions['clock']> {
  return {
    nowMillis: () => Date.now() - millis,
    at(timeMillis, run) {
      const timer = setTimeout(run, Math.max(0, timeMillis + millis - Date.now()))
      return () => {
        clearTimeout(timer)
      }
    },
  }
}
