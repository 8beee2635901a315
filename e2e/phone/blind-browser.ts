// Chromium as it runs at home: nobody debugs it. It is started with an address and has no pipe and no
// port by which anything could be asked of it; only the mouse and the keys of its screen reach it.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { env } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import type { Display } from './display.ts'
import { Keyboard } from './keyboard.ts'

const run = promisify(execFile)

/** A place on the screen. */
export interface Place {
  readonly x: number
  readonly y: number
}

const CHROMIUM = env['CRONISTA_CHROMIUM'] ?? '/usr/bin/chromium'

const TITLE_MILLIS = 60_000

/** The same for the twin, so that everything stands at the same place. */
const SWITCHES = [
  '--no-sandbox',
  // Without a bar that warns of the switch above.
  '--test-type',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
  // It may talk to the newsroom and to nobody else.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--lang=es-MX',
  '--window-position=0,0',
  '--window-size=500,900',
]

/** A browser that is seen and touched, and not asked. */
export class BlindBrowser {
  readonly keyboard: Keyboard
  readonly #process: ChildProcess
  readonly #env: NodeJS.ProcessEnv

  private constructor(browser: ChildProcess, display: Display) {
    this.#process = browser
    this.#env = { ...env, DISPLAY: display.name }
    this.keyboard = new Keyboard(display)
  }

  /** Opens an address in a profile, which is made if it is not there. */
  static open(profile: string, display: Display, url: string): BlindBrowser {
    const told = [...SWITCHES, `--user-data-dir=${profile}`, url]
    const browser = spawn(CHROMIUM, told, {
      env: { ...env, DISPLAY: display.name },
      stdio: 'ignore',
      detached: true,
    })
    return new BlindBrowser(browser, display)
  }

  /** Waits until the window has the title of a page that begins so; rejects after a minute. */
  async shows(title: string): Promise<void> {
    const wanted = ['search', '--onlyvisible', '--name', `^${title}`]
    const until = performance.now() + TITLE_MILLIS
    // It fails while there is none, and when a window goes while it looks.
    while (
      !(await this.#tell(...wanted).then(
        () => true,
        () => false,
      ))
    ) {
      if (performance.now() > until) throw new RangeError(`no page came that is called ${title}`)
      await wait(200)
    }
  }

  async click({ x, y }: Place): Promise<void> {
    await this.#tell('mousemove', String(Math.round(x)), String(Math.round(y)))
    await this.#tell('click', '1')
  }

  /** Turns the wheel, down or up. */
  async scroll(direction: 'down' | 'up'): Promise<void> {
    await this.keyboard.reach()
    await this.#tell('click', '--repeat', '2', direction === 'down' ? '5' : '4')
  }

  /** As a person closes it. */
  async shutDown(): Promise<void> {
    const ended = once(this.#process, 'exit')
    await this.keyboard.press('ctrl+shift+w')
    await ended
  }

  /** Whatever it does. */
  kill(): void {
    const { pid, exitCode } = this.#process
    if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGKILL')
  }

  async #tell(...told: readonly string[]): Promise<void> {
    await run('xdotool', told, { env: this.#env, timeout: 60_000 })
  }
}

/** Where things stand on a page, as a twin says that is driven and does nothing else. */
export async function placesOn(
  profile: string,
  display: Display,
  url: string,
  selectors: readonly string[],
): Promise<readonly Place[]> {
  const twin = await chromium.launchPersistentContext(profile, {
    ...{ executablePath: CHROMIUM, headless: false, viewport: null, args: SWITCHES },
    ...{ ignoreDefaultArgs: ['--enable-automation'], env: { ...env, DISPLAY: display.name } },
  })
  try {
    const page = twin.pages()[0] ?? (await twin.newPage())
    await page.goto(url)
    const places: Place[] = []
    for (const selector of selectors) {
      await page.locator(selector).first().waitFor()
      const box = await page.locator(selector).first().boundingBox()
      const bars = await page.evaluate(() => outerHeight - innerHeight)
      if (box === null) throw new RangeError(`not on the page: ${selector}`)
      places.push({ x: box.x + box.width / 2, y: bars + box.y + box.height / 2 })
    }
    return places
  } finally {
    await twin.close()
  }
}
