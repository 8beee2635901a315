import type { Schedule } from '@cronista/protocol'
import {
  browserClocks,
  browserDraw,
  browserRandom,
  pinnedNewsroom,
} from './adapters/browser-world.ts'
import { fetchRelay } from './adapters/fetch-relay.ts'
import { startWebWorkerCourier } from './adapters/web-worker-courier.ts'
import { Composer } from './composer/composer.ts'
import { CoverSwitch } from './composer/cover-switch.ts'
import { Visit } from './visit.ts'

/** Starts the reader script on a page. Its worker is this very file, so the network sees one address
 *  and the cache holds one entry. */
export function startPage(schedule: Schedule): void {
  const script = document.currentScript
  if (pinnedNewsroom() === undefined || !(script instanceof HTMLScriptElement)) return
  const scriptUrl = script.src
  const visible = (): boolean => document.visibilityState === 'visible'
  const begin = (): Visit => {
    const visit = new Visit({
      schedule,
      clocks: browserClocks,
      draw: browserDraw,
      relay: fetchRelay,
      startCourier: (receive) => startWebWorkerCourier(scriptUrl, receive),
    })
    visit.setVisible(visible())
    return visit
  }
  let visit = begin()
  const composer = new Composer(() => visit, browserRandom, schedule.name === 'demo')
  composer.revealOpeners()
  const coverSwitch = new CoverSwitch(() => visit.stopSending())
  coverSwitch.reveal()
  document.addEventListener('visibilitychange', () => visit.setVisible(visible()))
  window.addEventListener('pagehide', () => {
    composer.close()
    visit.end()
  })
  // A page that comes back whole from the browser's memory begins a new visit, unless it was told to
  // send nothing: that holds until it is loaded again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && !coverSwitch.isThrown) visit = begin()
  })
}
