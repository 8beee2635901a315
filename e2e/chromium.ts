import { env } from 'node:process'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'

/** Sizes a newsroom is tried at, in CSS pixels. */
export const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 860 } }

export type Size = keyof typeof sizes

/** Debian's Chromium, kept from talking to anyone but the newsroom. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: env['CRONISTA_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

/** A fresh profile of that size: a phone has a touch screen. */
export function newProfile(browser: Browser, size: Size, locale: string): Promise<BrowserContext> {
  const isPhone = size === 'phone'
  return browser.newContext({
    viewport: sizes[size],
    locale,
    hasTouch: isPhone,
    isMobile: isPhone,
    deviceScaleFactor: isPhone ? 2 : 1,
  })
}
