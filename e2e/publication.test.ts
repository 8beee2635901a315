// From a witness's message to a page that two people signed, in both languages: a phone, two desks,
// a reader, all in real Chromium, with the demonstration's waits.
import { beforeAll, describe, expect, test } from 'vitest'
import type { Editor } from './editor.ts'
import { expectAccessible, keepPicture } from './evidence.ts'
import { openNewsroom, unlockedEditor } from './open-newsroom.ts'
import { Phone } from './phone.ts'
import { verified } from './served-site.ts'
import { StoryWriter } from './story-writer.ts'

const WAIT_MILLIS = 60_000

const witness =
  'Desde el martes el camión del agua sólo llega a las casas que pagan. Conté cuarenta.'
const translation =
  'Since Tuesday the water truck has only come to the houses that pay. I counted forty.'
const headline = { es: 'El agua que se paga dos veces', en: 'Water you pay for twice' }
const slug = { es: 'el-agua-que-se-paga-dos-veces', en: 'water-you-pay-for-twice' }
const fields = {
  kicker: { es: 'Agua', en: 'Water' },
  headline,
  slug,
  summary: {
    es: 'En Piedra Mansa hay cuarenta casas a las que sí llega la pipa.',
    en: 'In Piedra Mansa there are forty houses the water truck does reach.',
  },
  place: { es: 'Piedra Mansa', en: 'Piedra Mansa' },
  sourcing: {
    es: 'Quien lo cuenta vive ahí; lo contado se comprobó con otra persona.',
    en: 'Whoever tells it lives there; the count was checked with somebody else.',
  },
} as const
const correction = {
  es: 'Decía cuarenta casas; son cuarenta y dos.',
  en: 'It said forty houses; there are forty-two.',
}

const scene = openNewsroom()
let ines: StoryWriter
let tomas: StoryWriter
let editors: readonly [Editor, Editor]

beforeAll(async () => {
  editors = [await unlockedEditor(scene, 0, 'es'), await unlockedEditor(scene, 1, 'en')]
  ines = new StoryWriter(editors[0])
  tomas = new StoryWriter(editors[1])
})

const address = (language: 'en' | 'es') =>
  `${scene.newsroom.siteUrl}/${language}/${slug[language]}/`

const statusOf = async (url: string) => (await fetch(url)).status

describe('a witness writes, two editors write, translate and approve, readers read', () => {
  test('a message becomes a story that both desks write into', async () => {
    const phone = await Phone.open(scene.browser, 'es')
    await phone.read(`${scene.newsroom.siteUrl}/es/`)
    await phone.openComposer()
    await phone.practise(await phone.takeWords())
    await phone.write(witness)
    await ines.beginFromConversation(witness)
    await phone.close()
    for (const [field, text] of Object.entries(fields))
      await ines.fill(field as keyof typeof fields, text)
    await ines.signAs('Farol')
    await ines.saved()

    await tomas.open(headline.en)
    await tomas.typeInto(0, 'en', translation)
    await tomas.saved()
    await expect
      .poll(() => ines.cell(0, 'en').innerText(), { timeout: WAIT_MILLIS })
      .toContain(translation)
    await expectAccessible(editors[0].page)
    await keepPicture(editors[0].page, 'desk-story-1280-es')
  })

  test('it is not published with one approval', async () => {
    await ines.submit()
    await tomas.becomes('in-review')
    await tomas.approve()
    await expect.poll(() => ines.review.innerText(), { timeout: WAIT_MILLIS }).toContain('Tomás')
    await expect(ines.button('publish').count()).resolves.toBe(0)
    await expect(tomas.button('publish').count()).resolves.toBe(0)
    expect(await statusOf(address('es'))).toBe(404)
    await expectAccessible(editors[0].page)
    await keepPicture(editors[0].page, 'desk-review-1280-es')
  })

  test('with two it is, in both languages at once, and anyone can verify what is served', async () => {
    await ines.approve()
    await ines.publish('published')
    for (const language of ['es', 'en'] as const) {
      const reader = await Phone.open(scene.browser, language)
      await reader.read(address(language))
      await reader.page.getByRole('heading', { level: 1, name: headline[language] }).waitFor()
      await expectAccessible(reader.page)
      await keepPicture(reader.page, `published-360-${language}`)
      expect(reader.complaints).toEqual([])
      await reader.close()
    }
    expect(await verified(scene.newsroom)).toContain('is as signed')
  })

  test('a change in one language alone is refused; a correction in both is published', async () => {
    await ines.button('reopen').click()
    await ines.typeInto(0, 'es', ' Son cuarenta y dos.')
    await ines.noteCorrection(correction)
    await ines.saved()
    const { codes } = editors[0].says.faults
    const refused = ines.review.getByText(codes['only-one-language-changed'])
    await refused.waitFor({ timeout: WAIT_MILLIS })
    await expect(ines.button('submit').isDisabled()).resolves.toBe(true)

    await ines.typeInto(0, 'en', ' There are forty-two.')
    await ines.submit()
    await tomas.becomes('in-review')
    await tomas.approve()
    await ines.approve()
    await ines.publish('corrected')
    for (const language of ['es', 'en'] as const)
      expect(await (await fetch(address(language))).text()).toContain(correction[language])
    expect(await verified(scene.newsroom)).toContain('is as signed')
    expect(editors.flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
