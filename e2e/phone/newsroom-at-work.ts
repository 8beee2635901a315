import { bootTestbed, demoStories, type Testbed } from '@cronista/testbed'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../chromium.ts'
import { Editor } from '../editor.ts'
import type { AnsweringNewsroom } from './proof.ts'

/** A newsroom whose first desk is unlocked and answered at. */
export interface NewsroomAtWork extends AnsweringNewsroom {
  close(): Promise<void>
}

/** Founds one in the demonstration's times. */
export async function openNewsroomAtWork(): Promise<NewsroomAtWork> {
  const testbed = await bootTestbed({ schedule: 'demo', stories: 'first' })
  const browser = await launchChromium()
  const atWork = await newsroomAtWork(testbed, browser)
  return {
    ...atWork,
    async close() {
      await browser.close()
      await testbed.close()
    },
  }
}

/** The same of a newsroom that runs already, at a desk in this browser. */
export async function newsroomAtWork(
  { siteUrl, newsroomId, desks }: Testbed,
  browser: Browser,
): Promise<AnsweringNewsroom> {
  const editor = await Editor.open(browser, 'es', 'desktop')
  await editor.unlock(desks[0].url, desks[0].passphrase)
  const articlePath = `/es/${demoStories[0]?.fields.slug.es ?? ''}/`
  return { siteUrl, newsroomId, editor, articlePath }
}
