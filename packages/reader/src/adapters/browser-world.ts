import { asNewsroomId, fromHex, type NewsroomId, type Random } from '@cronista/protocol'
import type { Clocks, DrawMillis } from '../schedule.ts'

declare global {
  /** 64 hexadecimal digits, written at the top of this very file when the site is built. */
  var cronistaNewsroom: string | undefined
  /** Host names of the newsroom's own relay, written beside it. */
  var cronistaHosts: readonly string[] | undefined
}

/** The newsroom this script speaks to, or `undefined` where the page names none. */
export function pinnedNewsroom(): NewsroomId | undefined {
  const hex = globalThis.cronistaNewsroom
  return hex !== undefined && /^[0-9a-f]{64}$/u.test(hex) ? asNewsroomId(fromHex(hex)) : undefined
}

/** The hosts at which one can write to the newsroom; none where the page names none. */
export function pinnedHosts(): readonly string[] {
  return globalThis.cronistaHosts ?? []
}

/** Whether the phone says that it has a connection. Its *no* is certain, its *yes* is not. A relay on this
 *  very machine, the demonstration's, is there without one. */
export function isConnected(): boolean {
  return navigator.onLine || /^(?:127\.|localhost$|\[::1\]$)/u.test(location.hostname)
}

/** The browser's cryptographic generator. */
export const browserRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length))

/** The browser's clocks. */
export const browserClocks: Clocks = {
  wallMillis: () => Date.now(),
  steadyMillis: () => performance.now(),
  after(delayMillis, action) {
    const timer = setTimeout(action, delayMillis)
    return () => clearTimeout(timer)
  },
}

/** Draws from a spread with 32 bits of the browser's generator. */
export const browserDraw: DrawMillis = ([from, to]) => {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1))
  return from + ((to - from) * drawn) / 2 ** 32
}
