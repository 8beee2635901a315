import { beforeAll, test } from 'vitest'
import { openNewsroom, unlockedEditor } from './open-newsroom.ts'
import { StoryWriter } from './story-writer.ts'
const scene = openNewsroom()
let ines: StoryWriter
let ed: any
beforeAll(async () => { ed = await unlockedEditor(scene, 0, 'es'); ines = new StoryWriter(ed) })
test('x', async () => {
  await ines.goTo('stories')
  await ed.page.getByRole('button', { name: ed.says.stories.newStory }).click()
  await ed.page.getByRole('button', { name: ed.says.stories.begin }).click()
  await ines.review.waitFor()
  ed.page.on('response', (r: any) => { if (/pen-names|sync/.test(r.url())) console.log(r.request().method(), r.url().replace(/.*api/, ''), r.status()) })
  const t = Date.now()
  await ines.signAs('Candil').catch((e: Error) => console.log('FAIL', e.message.slice(0, 200)))
  console.log('took', Date.now() - t)
  await ed.page.waitForTimeout(2500)
  console.log(await ed.page.locator('.choices').innerText())
  console.log(await ed.page.locator('.story-head').innerText())
}, 60000)
