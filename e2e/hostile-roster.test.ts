// A relay that serves a roster or an edition nobody should trust: the page says so, goes on sending
// cover as everybody's does, and no word leaves until the right one has come.
import type { Route } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { encodeRoster, parseRoster } from '@cronista/protocol'
import { bootTestbed } from '@cronista/testbed'
import { clockBehind } from './clock.ts'
import { Editor } from './editor.ts'
import { keepPicture } from './evidence.ts'
import { openNewsroom, unlockedEditor } from './open-newsroom.ts'
import { Phone } from './phone.ts'

const WAIT_MILLIS = 60_000
const DAY_MILLIS = 86_400_000

const scene = openNewsroom()
let editor: Editor

beforeAll(async () => {
  editor = await unlockedEditor(scene, 0)
})

async function served(path: string): Promise<Uint8Array> {
  const answer = await fetch(`${scene.newsroom.siteUrl}${path}`)
  return new Uint8Array(await answer.arrayBuffer())
}

/** A phone whose relay answers `path` with something else, until `repent` is called. */
async function deceived(path: string, change: (real: Uint8Array) => Uint8Array) {
  const phone = await Phone.open(scene.browser, 'es')
  const deceive = async (route: Route): Promise<void> => {
    await route.fulfill({ body: Buffer.from(change(await served(path))) })
  }
  await phone.page.route(`**${path}`, deceive)
  await phone.read(`${scene.newsroom.siteUrl}/es/`)
  await phone.openComposer()
  await phone.practise(await phone.takeWords())
  return { phone, repent: () => phone.page.unroute(`**${path}`, deceive) }
}

function halfSigned(roster: Uint8Array): Uint8Array {
  const { body, signatures } = parseRoster(roster)
  return encodeRoster(body, signatures.slice(0, 1))
}

/** Waits until so many more cells have left the page. */
async function ticks(phone: Phone, count: number): Promise<void> {
  const wanted = phone.line.cells().length + count
  await vi.waitUntil(() => phone.line.cells().length >= wanted, { timeout: WAIT_MILLIS })
}

async function expectWithheld(
  phone: Phone,
  notice: string,
  text: string,
  desk = editor,
): Promise<void> {
  await phone.composer.getByText(notice).waitFor()
  await phone.write(text)
  // Six ticks are longer than a segment, a pull and a look of the desk's page take together.
  await ticks(phone, 6)
  await expect(phone.messages.getByText(phone.says.left).count()).resolves.toBe(0)
  await expect(desk.conversationWith(text).count()).resolves.toBe(0)
}

// Side by side: each waits for ticks, and has a phone of its own.
describe.concurrent('a page that is served', () => {
  test('a half-signed roster says so, sends cover, and lets the words go only under the right one', async () => {
    const text = 'Esto no debe salir con una nómina a medio firmar.'
    const { phone, repent } = await deceived('/roster', halfSigned)
    await expectWithheld(phone, phone.says.newsroomRefused, text)
    await keepPicture(phone.page, 'composer-refused-360-es')
    await repent()
    await phone.messages.getByText(phone.says.received).waitFor({ timeout: WAIT_MILLIS })
    await editor.conversationWith(text).waitFor()
    await phone.close()
  })

  test('a roster that has expired says that the clock may be wrong, and sends nothing real', async () => {
    const lastWeek = clockBehind(5 * DAY_MILLIS)
    const asleep = await bootTestbed({ schedule: 'demo', clock: lastWeek, stories: 'none' })
    const desk = await Editor.open(scene.browser, 'en', 'desktop')
    await desk.unlock(asleep.desks[0].url, asleep.desks[0].passphrase)
    const phone = await Phone.open(scene.browser, 'en')
    await phone.read(`${asleep.siteUrl}/en/`)
    await phone.openComposer()
    await phone.practise(await phone.takeWords())
    await expectWithheld(phone, phone.says.newsroomClock, 'Not under an expired roster.', desk)
    await desk.close()
    await phone.close()
    await asleep.close()
  })

  test('a truncated edition trusts nothing of it', async () => {
    const { phone } = await deceived('/edition', (edition) => edition.slice(0, -1))
    await expectWithheld(phone, phone.says.newsroomRefused, 'Esto no debe salir sin edición.')
    await phone.close()
  })
})
