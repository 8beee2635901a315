import { texts } from '../texts/index.ts'
import { make } from './dom.ts'

/** The page's own switch for its cover, at the foot of every page and outside the composer: who
 *  throws it shows the line nothing but that this page was told to be still. */
export class CoverSwitch {
  readonly #stopSending: () => void
  #isThrown = false

  constructor(stopSending: () => void) {
    this.#stopSending = stopSending
  }

  /** Whether this page sends nothing any more. */
  get isThrown(): boolean {
    return this.#isThrown
  }

  /** Shows the switch, in each language that the page has it in. */
  reveal(): void {
    const switches = [...document.querySelectorAll<HTMLElement>('[data-cronista-stop]')]
    // Assistive technology speaks what changes in a place it knows already.
    const places = switches.map((one) => {
      const place = make('span', { role: 'status', tabindex: '-1' })
      one.after(place)
      one.addEventListener('click', () => {
        this.#throw(switches, places)
        place.focus({ preventScroll: true })
      })
      one.hidden = false
      return place
    })
  }

  #throw(switches: readonly HTMLElement[], places: readonly HTMLElement[]): void {
    this.#isThrown = true
    this.#stopSending()
    for (const one of switches) one.remove()
    for (const place of places)
      place.textContent =
        texts[place.closest('[lang]')?.getAttribute('lang') === 'en' ? 'en' : 'es'].coverStopped
  }
}
