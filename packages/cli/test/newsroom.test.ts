// The offline half of founding: root key, shares, certificates.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openRoot, readCertificates } from '@cronista/desk'
import {
  asNewsroomId,
  fromBase64Url,
  fromHex,
  toBase64Url,
  toHex,
  type NewsroomId,
} from '@cronista/protocol'
import { portablePrimitives as p } from '@cronista/protocol/portable'
import { expect, test } from 'vitest'
import { cronistaTyping, temporaryFolder } from './cronista-process.fixture.ts'
import { typeInto } from './typed-command.fixture.ts'

const PASSPHRASE = 'once palabras para una raíz'
const OTHER = 'otra frase, larga también'

/** A root key split into `shares`, any `needed` of which give it back. */
async function founded(shares: number, needed: number, type = typeInto) {
  const folder = join(await temporaryFolder(), 'offline')
  const args = ['--folder', folder, '--shares', String(shares), '--needed', String(needed)]
  const { exitCode, printed } = await type(
    [PASSPHRASE, PASSPHRASE],
    ...['newsroom', 'init', ...args],
  )
  expect([exitCode, printed]).toEqual([0, expect.stringContaining('fingerprint')])
  const fingerprint = (printed.match(/^ {2}(?:[0-9a-f]{4} ){3}[0-9a-f]{4}$/gmu) ?? []).join(' ')
  const share = (number: number) => join(folder, 'shares', `share-${number}-of-${shares}.txt`)
  const id = asNewsroomId(fromHex(fingerprint.replaceAll(' ', '')))
  return { folder, fingerprint: fingerprint.trim(), id, share, printed }
}

type Founded = Awaited<ReturnType<typeof founded>>

async function recover({ fingerprint }: Founded, files: readonly string[], typed = [OTHER, OTHER]) {
  const folder = await temporaryFolder()
  const args = ['--newsroom', fingerprint, '--folder', folder]
  const shares = files.flatMap((file) => ['--share', file])
  const ended = await typeInto(typed, 'newsroom', 'recover', ...args, ...shares)
  return { ...ended, folder }
}

async function everyFileIn(folder: string): Promise<readonly Uint8Array[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(files.map(async (one) => readFile(join(one.parentPath, one.name))))
}

/** A seed as somebody might have written it: as bytes, and as text in three encodings. */
function traces(seed: Uint8Array): readonly Uint8Array[] {
  const text = new TextEncoder()
  const base64 = toBase64Url(seed)
  // Whatever stands before it in base64, one of three shifts of it shows.
  const shifted = [0, 1, 2].map((skip) => toBase64Url(seed.subarray(skip, skip + 15)))
  const classic = shifted.map((one) => one.replaceAll('-', '+').replaceAll('_', '/'))
  const texts = [toHex(seed), toHex(seed).toUpperCase(), base64, ...shifted, ...classic]
  return [seed.subarray(0, 12), seed.subarray(20), ...texts.map((one) => text.encode(one))]
}

function holds(bytes: Uint8Array, part: Uint8Array): boolean {
  // One character a byte, so that nothing is lost.
  const latin = new TextDecoder('latin1')
  return latin.decode(bytes).includes(latin.decode(part))
}

test('a root key is made, sealed and split; nothing of it stands in plain anywhere', async () => {
  const newsroom = await founded(4, 2, cronistaTyping)
  const seed = await openRoot({ path: join(newsroom.folder, 'root'), passphrase: PASSPHRASE })
  const files = await everyFileIn(newsroom.folder)
  expect(files).toHaveLength(6)
  for (const trace of traces(seed)) {
    // The search finds what is there.
    expect(holds(new Uint8Array([1, ...trace, 2]), trace)).toBe(true)
    for (const file of files) expect(holds(file, trace)).toBe(false)
    expect(holds(new TextEncoder().encode(newsroom.printed), trace)).toBe(false)
  }
  const page = await readFile(join(newsroom.folder, 'fingerprint.txt'), 'utf8')
  for (const group of newsroom.fingerprint.split('  ')) expect(page).toContain(group.trim())
  const again = await typeInto(
    [PASSPHRASE, PASSPHRASE],
    ...['newsroom', 'init', '--folder', newsroom.folder, '--shares', '3', '--needed', '2'],
  )
  expect(again).toMatchObject({ exitCode: 2, printed: expect.stringContaining('nothing is over') })
  expect(await everyFileIn(newsroom.folder)).toEqual(files)
})

test('it warns of a network and of a disk, and wants a passphrase that is worth it', async () => {
  const { printed } = await founded(2, 2)
  expect(printed).toMatch(/network is up \(|No network is seen/u)
  for (const [typed, said] of [
    [['short', 'short'], 'at least 16'],
    [[PASSPHRASE, OTHER], 'not the same'],
    [[], 'no answer'],
  ] as const) {
    const folder = join(await temporaryFolder(), 'offline')
    const args = ['--folder', folder, '--shares', '3', '--needed', '2']
    const ended = await typeInto(typed, 'newsroom', 'init', ...args)
    expect(ended).toMatchObject({ exitCode: 2, printed: expect.stringContaining(said) })
    expect(await everyFileIn(folder)).toEqual([])
  }
})

test('any of its shares that are enough give it back, from files or typed', async () => {
  const newsroom = await founded(3, 2)
  const root = (folder: string, passphrase: string) =>
    openRoot({ path: join(folder, 'root'), passphrase })
  const seed = await root(newsroom.folder, PASSPHRASE)
  for (const [a, b] of [
    [1, 2],
    [3, 1],
    [2, 3],
  ] as const) {
    const { folder, exitCode } = await recover(newsroom, [newsroom.share(a), newsroom.share(b)])
    expect(exitCode).toBe(0)
    expect(await root(folder, OTHER)).toEqual(seed)
  }
  const lines = await Promise.all(
    [3, 2].map(async (number) => {
      const page = await readFile(newsroom.share(number), 'utf8')
      return page.match(/(?<=^ {2}\d\. ).*$/gmu) ?? []
    }),
  )
  const typed = lines.flat()
  const slips = [typed[0]!, typed[2]!, `${typed[1]!}x`, ...typed.slice(1)]
  const { folder, exitCode, printed } = await recover(newsroom, [], [...slips, OTHER, OTHER])
  expect([exitCode, printed]).toEqual([0, expect.stringContaining('miscopied: line 2.')])
  expect(printed).toContain('miscopied: line 2, word 8')
  expect(await root(folder, OTHER)).toEqual(seed)
})

test('shares that are too few, twice, foreign, mixed or miscopied give nothing, and why is said', async () => {
  const [newsroom, other] = [await founded(4, 3), await founded(3, 2)]
  const { share } = newsroom
  const folder = await temporaryFolder()
  const wrong = join(folder, 'wrong.txt')
  const page = await readFile(share(2), 'utf8')
  const [word = ''] = /(?<= {2}3\. )\S+/u.exec(page) ?? []
  await writeFile(wrong, page.replace(`3. ${word}`, `3. ${word === 'abeja' ? 'abrir' : 'abeja'}`))
  for (const [files, said] of [
    [[share(1), share(2)], 'there are 2, and 3 are needed'],
    [[share(1)], 'there are 1, and 3 are needed'],
    [[share(1), share(2), share(2)], 'the same share again'],
    [[share(1), share(2), other.share(1)], 'another newsroom'],
    [[share(1), wrong, share(3)], 'wrong.txt, line 3'],
    [[share(1), join(folder, 'absent.txt')], 'cannot be read'],
  ] as const) {
    const ended = await recover(newsroom, files)
    expect(ended).toMatchObject({ exitCode: 2, printed: expect.stringContaining(said) })
    expect(await everyFileIn(ended.folder)).toEqual([])
  }
  const elsewhere = await recover(
    { ...newsroom, fingerprint: other.fingerprint },
    [1, 2, 3].map(share),
  )
  expect(elsewhere.printed).toContain('another newsroom')
})

/** A desk with a card. */
async function desk({ fingerprint }: Founded, person: string, ...more: readonly string[]) {
  const folder = join(await temporaryFolder(), person)
  const args = ['--newsroom', fingerprint, '--name', 'El Cenzontle', '--person', person]
  const { exitCode, printed } = await typeInto(
    [PASSPHRASE, PASSPHRASE],
    ...['desk', 'init', ...args, '--folder', folder, ...more],
  )
  expect([exitCode, printed]).toEqual([0, expect.stringContaining('words (Spanish)')])
  return { folder, card: join(folder, 'card.txt'), printed }
}

async function certify(
  cards: readonly string[],
  from: readonly string[],
  typed: readonly string[],
) {
  const to = join(await temporaryFolder(), 'certificates.txt')
  const ended = await typeInto(typed, 'newsroom', 'certify', ...cards, ...from, '--to', to)
  return { ...ended, to }
}

async function certified(id: NewsroomId, path: string) {
  const text = (await readFile(path, 'utf8')).replaceAll('\n', '')
  return readCertificates(p, id, fromBase64Url(text)!)
}

test('a device is certified when its words were compared, from the sealed key or from shares', async () => {
  const newsroom = await founded(3, 2)
  const { folder, share, fingerprint, id } = newsroom
  const [ada, bruno] = [await desk(newsroom, 'Ada'), await desk(newsroom, 'Bruno')]
  const adas2 = await desk(newsroom, 'Ada', '--same-person-as', ada.card)
  const cards = [ada.card, bruno.card, adas2.card]
  const yes = cards.map(() => 'yes')
  const sealed = await certify(cards, ['--folder', folder], [PASSPHRASE, ...yes])
  expect(sealed).toMatchObject({ exitCode: 0 })
  for (const line of ada.printed.match(/^ {2}(?:words|device).*$/gmu) ?? [''])
    expect(sealed.printed).toContain(line)
  const { devices } = await certified(id, sealed.to)
  const people = devices.map(({ personId }) => toHex(personId))
  expect([new Set(people).size, people[0]]).toEqual([2, people[2]])

  const shares = [share(1), share(3)].flatMap((file) => ['--share', file])
  const from = ['--newsroom', fingerprint, ...shares, '--days', '10']
  const byShares = await certify([bruno.card], from, ['yes'])
  expect(byShares.exitCode).toBe(0)
  expect((await certified(id, byShares.to)).devices).toMatchObject([
    { publicKey: devices[1]!.publicKey },
  ])
})

test('nothing is certified that somebody does not confirm, or that is no card of this newsroom', async () => {
  const [newsroom, other] = [await founded(2, 2), await founded(2, 2)]
  const [ada, bruno] = [await desk(newsroom, 'Ada'), await desk(newsroom, 'Bruno')]
  const foreign = await desk(other, 'Carla')
  const secondAda = await desk(newsroom, 'ada')
  const altered = join(await temporaryFolder(), 'card.txt')
  const text = await readFile(ada.card, 'utf8')
  await writeFile(altered, `${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`)
  const from = ['--folder', newsroom.folder]
  for (const [cards, typed, said] of [
    [[ada.card, bruno.card], [PASSPHRASE, 'yes', 'no'], 'not confirmed'],
    [[ada.card, bruno.card], [PASSPHRASE, 'yes'], 'no answer'],
    [[ada.card], [OTHER, 'yes'], 'not the passphrase'],
    [[ada.card, foreign.card], [PASSPHRASE, 'yes', 'yes'], 'no card of a device'],
    [[altered], [PASSPHRASE, 'yes'], 'no card of a device'],
    [[ada.card, secondAda.card], [PASSPHRASE, 'no', 'yes', 'yes'], 'two cards bear the name'],
  ] as const) {
    const { exitCode, printed, to } = await certify(cards, from, typed)
    expect([exitCode, printed]).toEqual([2, expect.stringContaining(said)])
    await expect(readFile(to)).rejects.toThrow('ENOENT')
  }
})

test('a desk is never made over another, nor with a name that hides something', async () => {
  const newsroom = await founded(2, 2)
  const ada = await desk(newsroom, 'Ada')
  const before = await everyFileIn(ada.folder)
  const args = ['--newsroom', newsroom.fingerprint, '--name', 'El Cenzontle', '--person']
  const again = await typeInto(
    [OTHER, OTHER],
    ...['desk', 'init', ...args, 'Ada', '--folder', ada.folder],
  )
  expect(again).toMatchObject({ exitCode: 2, printed: expect.stringContaining('nothing is over') })
  expect(await everyFileIn(ada.folder)).toEqual(before)
  const folder = join(await temporaryFolder(), 'desk')
  await mkdir(folder)
  const hidden = await typeInto([], 'desk', 'init', ...args, 'Ada\u202E', '--folder', folder)
  expect(hidden.printed).toContain('--person')
  expect(await everyFileIn(folder)).toEqual([])
})
