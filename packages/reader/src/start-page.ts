import { wordList, type Schedule } from '@cronista/protocol'
import {
  browserClocks,
  browserDraw,
  browserRandom,
  isConnected,
  pinnedHosts,
  pinnedNewsroom,
} from './adapters/browser-world.ts'
import { fetchRelay } from './adapters/fetch-relay.ts'
import { lentCover } from './adapters/lent-cover.ts'
import { startWebWorkerCourier, workerAddress } from './adapters/web-worker-courier.ts'
import { Composer } from './composer/composer.ts'
import { CopyNotice } from './composer/copy-notice.ts'
import { CoverSwitch } from './composer/cover-switch.ts'
import { revealOpeners } from './composer/panel.ts'
import { Visit } from './visit.ts'

declare global {
  /** What the script's second evaluation on the page calls, and nothing else. */
  var cronistaAgain: (() => void) | undefined
}

/** Starts the reader script on a page. Its worker is this very file, so the network sees one address
 *  and the cache holds one entry. On a host that is not the newsroom's own, a mirror, it sends nothing:
 *  there is nobody who would pass a cell on, and whoever runs the copy would see who sends. */
export function startPage(schedule: Schedule): void {
  const script = document.currentScript
  if (pinnedNewsroom() === undefined || !(script instanceof HTMLScriptElement)) return
  const { src } = script
  if (pinnedHosts().includes(location.hostname)) afterLoading(() => startVisits(schedule, src))
  else afterLoading(startCopy)
}

function startCopy(): void {
  const notice = new CopyNotice(pinnedHosts())
  revealOpeners(() => notice.open())
  window.addEventListener('pagehide', () => notice.close())
}

function startVisits(schedule: Schedule, scriptUrl: string): void {
  const visible = (): boolean => document.visibilityState === 'visible'
  const address = workerAddress(scriptUrl)
  const sealCover = lentCover()
  const begin = (): Visit => {
    const visit = new Visit({
      schedule,
      clocks: browserClocks,
      draw: browserDraw,
      relay: fetchRelay,
      startCourier: (receive) => startWebWorkerCourier(address, receive),
      sealCover,
    })
    visit.setVisible(visible())
    visit.setConnected(isConnected())
    return visit
  }
  let visit = begin()
  const composer = new Composer(() => visit, browserRandom, schedule.name === 'demo')
  const coverSwitch = new CoverSwitch(() => visit.stopSending())
  inTasks(
    () => {
      revealOpeners(() => composer.open())
    },
    () => coverSwitch.reveal(),
    () => wordList('es'),
    () => wordList('en'),
  )
  document.addEventListener('visibilitychange', () => visit.setVisible(visible()))
  for (const change of ['online', 'offline'])
    window.addEventListener(change, () => visit.setConnected(isConnected()))
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

/** Begins in a task of its own, after the script has loaded a second time, when what the browser keeps of it no
 *  longer changes (docs/adr/0029); where the second one never came, when the page has loaded. */
function afterLoading(begin: () => void): void {
  let isAwaited = true
  const next = (): void => {
    if (isAwaited) setTimeout(begin)
    isAwaited = false
  }
  globalThis.cronistaAgain = () => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', next)
    else next()
  }
  window.addEventListener('load', next)
}

/** Does one after the other, each in a task of its own, so that a slow phone answers between them. Every page
 *  does all of it. */
function inTasks(...tasks: (() => unknown)[]): void {
  setTimeout(() => {
    tasks.shift()?.()
    if (tasks.length > 0) inTasks(...tasks)
  })
}
