import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import type { Testbed } from '@cronista/testbed'
import { launchChromium } from './chromium.ts'
import { Editor } from './editor.ts'
import { bootFounded } from './found-once.ts'
import type { Language } from '@cronista/protocol'

const BOOT_MILLIS = 180_000

/** Where a file's journeys take place; complete once its tests run. */
export interface Scene {
  readonly browser: Browser
  readonly newsroom: Testbed
}

/** Opens a browser and a newsroom in the demonstration's times for all tests of a file. */
export function openNewsroom(): Scene {
  const scene: { browser?: Browser; newsroom?: Testbed } = {}
  beforeAll(async () => {
    scene.browser = await launchChromium()
    scene.newsroom = await bootFounded(inject('founded'))
  }, BOOT_MILLIS)
  afterAll(async () => {
    await scene.browser?.close()
    await scene.newsroom?.close()
  })
  return {
    get browser() {
      return opened(scene.browser)
    },
    get newsroom() {
      return opened(scene.newsroom)
    },
  }
}

/** The page of one of the two desks, unlocked with its passphrase. */
export async function unlockedEditor(
  { browser, newsroom }: Scene,
  which: 0 | 1,
  language: Language = 'es',
): Promise<Editor> {
  const { url, passphrase } = newsroom.desks[which]
  const editor = await Editor.open(browser, language, 'desktop')
  await editor.unlock(url, passphrase)
  return editor
}

function opened<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new RangeError('not before the tests begin')
  return thing
}
