import { env } from 'node:process'
import { chromium, firefox, type Browser, type BrowserContext } from 'playwright-core'
import { newProfile } from '../chromium.ts'

/** The browsers of this proof, as Debian has them. */
export type BrowserName = 'chromium' | 'firefox'
/** What a browser is let speak over TLS. */
export type Protocol = 'http/1.1' | 'http/2'

/** Who interrupts the proof ends it, and with it the browsers. */
const signals = { handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false }

/** Starts one. Chromium is told the relay's public key and then treats its certificate as any other,
 *  its cache included; Firefox takes an unknown certificate for each profile. */
export function launch(
  name: BrowserName,
  protocol: Protocol,
  publicKeyHash: string,
): Promise<Browser> {
  return name === 'chromium' ? launchChromium(protocol, publicKeyHash) : launchFirefox(protocol)
}

/** A fresh profile: a phone's where the browser can be one. */
export function openProfile(browser: Browser, name: BrowserName): Promise<BrowserContext> {
  return name === 'chromium'
    ? newProfile(browser, 'phone', 'es-MX')
    : browser.newContext({
        ignoreHTTPSErrors: true,
        locale: 'es-MX',
        viewport: { width: 360, height: 740 },
      })
}

function launchChromium(protocol: Protocol, publicKeyHash: string): Promise<Browser> {
  return chromium.launch({
    ...signals,
    executablePath: env['CRONISTA_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      `--ignore-certificate-errors-spki-list=${publicKeyHash}`,
      ...(protocol === 'http/1.1' ? ['--disable-http2'] : []),
    ],
  })
}

function launchFirefox(protocol: Protocol): Promise<Browser> {
  return firefox.launch({
    ...signals,
    channel: 'moz-firefox',
    executablePath: env['CRONISTA_FIREFOX'] ?? '/usr/bin/firefox-esr',
    firefoxUserPrefs: { 'network.http.http2.enabled': protocol === 'http/2' },
  })
}
