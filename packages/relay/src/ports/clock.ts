/** The present moment in milliseconds since 1970. */
export type Clock = () => number

/** Rings once, after a wait in milliseconds; what it rings for may take its time. The result cancels it. */
export type Alarm = (delayMillis: number, ring: () => Promise<void>) => () => void
