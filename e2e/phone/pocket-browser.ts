// The two browsers as people have them: with a window and a profile that stays on the disk. What
// Playwright switches off to make tests calmer, and what an ordinary browser writes down, is on.
import { readdir, readFile } from 'node:fs/promises'
import { env } from 'node:process'
import { chromium, firefox, type BrowserContext, type Page } from 'playwright-core'
import type { Display } from './display.ts'

/** Which browser. */
export type BrowserName = 'chromium' | 'firefox'

/** A browser that runs on a profile of its own. */
export interface PocketBrowser {
  readonly page: Page
  /** As a person closes it. */
  shutDown(): Promise<void>
  /** As a battery that is taken out: SIGKILL to all its processes. */
  kill(): Promise<void>
}

/** Starts it on this profile, which is made if it is not there. */
export async function openPocketBrowser(
  name: BrowserName,
  profile: string,
  display: Display,
): Promise<PocketBrowser> {
  const context = await (name === 'chromium' ? openChromium : openFirefox)(profile, display)
  const page = context.pages().at(-1) ?? (await context.newPage())
  return {
    page,
    shutDown: () => context.close(),
    async kill() {
      const gone = new Promise((resolve) => context.once('close', resolve))
      for (const group of await processGroupsOn(profile)) process.kill(-group, 'SIGKILL')
      await gone
    },
  }
}

/** Switches by which Playwright makes Chromium less like a person's: the memory of pages one goes
 *  back to, extensions, and the services that write things down in the background. */
const CALMING_SWITCHES = [
  '--disable-back-forward-cache',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-default-apps',
  '--disable-extensions',
  '--enable-automation',
  '--metrics-recording-only',
  '--no-service-autorun',
]

function openChromium(profile: string, display: Display): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: env['CRONISTA_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: false,
    viewport: null,
    ignoreDefaultArgs: CALMING_SWITCHES,
    // It may talk to the newsroom and to nobody else.
    args: [
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--lang=es-MX',
      '--window-position=0,0',
      '--window-size=500,900',
    ],
    env: { ...env, DISPLAY: display.name },
  })
}

/** Playwright's own settings for Firefox, put back to what an ordinary one has. */
const ORDINARY_FIREFOX = {
  'browser.pagethumbnails.capturing_disabled': false,
  'browser.sessionstore.resume_from_crash': true,
  'browser.translations.automaticallyPopup': true,
  'browser.urlbar.suggest.searches': true,
  'dom.min_background_timeout_value': 1000,
  'layout.testing.top-level-always-active': false,
  'signon.autofillForms': true,
  'signon.rememberSignons': true,
  // Of this machine's network, nothing but the newsroom.
  'network.proxy.type': 1,
  'network.proxy.socks': '127.0.0.1',
  'network.proxy.socks_port': 9,
  'network.proxy.no_proxies_on': '127.0.0.1',
  'network.proxy.allow_hijacking_localhost': false,
}

function openFirefox(profile: string, display: Display): Promise<BrowserContext> {
  return firefox.launchPersistentContext(profile, {
    channel: 'moz-firefox',
    executablePath: env['CRONISTA_FIREFOX'] ?? '/usr/bin/firefox-esr',
    headless: false,
    viewport: null,
    firefoxUserPrefs: ORDINARY_FIREFOX,
    env: { ...env, DISPLAY: display.name, MOZ_DISABLE_CONTENT_SANDBOX: '1' },
  })
}

/** The groups of the processes that were started on this profile. */
async function processGroupsOn(profile: string): Promise<ReadonlySet<number>> {
  const groups = new Set<number>()
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/u.test(name))) {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (!commandLine.includes(profile)) continue
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    const group = Number(status?.slice(status.lastIndexOf(')') + 2).split(' ')[2])
    if (group > 1) groups.add(group)
  }
  return groups
}
