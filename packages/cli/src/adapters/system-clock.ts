/** The machine's clock, in milliseconds since 1970. */
export function systemNowMillis(): number {
  return Date.now()
}
