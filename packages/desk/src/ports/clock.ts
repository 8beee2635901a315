/** Time, and what is to be done at a time. */
export interface Clock {
  nowMillis(): number
  /** Runs once when the clock has reached `timeMillis`, also after a sleep of the machine, and never
   *  before this call has returned. The result cancels it. */
  at(timeMillis: number, run: () => void): () => void
}
