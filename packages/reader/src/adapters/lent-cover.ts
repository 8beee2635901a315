import type { EpochRecipient } from '@cronista/protocol'

/** Seals a cell of cover to this recipient. */
export type CoverSealer = (to: EpochRecipient) => Uint8Array

/** Takes what the worker's program lends. */
export type Lend = (sealCover: CoverSealer) => void

declare global {
  /** The worker's program, as the page's sees it: the bundle puts both into one script. */
  var cronistaWorker: (lend: Lend) => void
  /** Whom the worker's program is to lend to; `undefined` in a worker. */
  var cronistaLend: Lend | undefined
}

/** Seals cover on the page with the worker's own program, which is set up when it is first needed:
 *  nothing is loaded for it, and a page whose worker does its work never spends that time. */
export function lentCover(): CoverSealer {
  let lent: CoverSealer | undefined
  return (to) => {
    if (lent === undefined) cronistaWorker((sealer) => (lent = sealer))
    if (lent === undefined) throw new TypeError('the program of the worker lends nothing')
    return lent(to)
  }
}
