// The search finds what is there, in whatever a browser would have wrapped it.
import { createCipheriv, pbkdf2Sync } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { wordList } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { ByteSearch } from './byte-search.ts'
import { searchProfile } from './search-profile.ts'
import { patternsOfKey, patternsOfText, patternsOfWords } from './secrets.ts'
import { SIMPLE_MAGIC } from './simple-cache.ts'

const text = 'Anoche quemaron la ocotera de doña Chela, junto al arroyo de los sauces.'
const words = [1732, 339, 1564, 158, 648, 1515, 349, 1130]
const key = Uint8Array.from({ length: 32 }, (_, index) => (index * 73 + 11) % 256)
const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 167 + 13) % 251))

const search = new ByteSearch([
  ...patternsOfText('text', text),
  ...patternsOfWords(words),
  ...patternsOfKey('key', key),
])

/** Hidden between bytes that mean nothing. */
function amid(planted: Uint8Array): Buffer {
  return Buffer.concat([noise, planted, noise])
}

function names(bytes: Uint8Array): Set<string> {
  return new Set(search.in(bytes).map(({ name }) => name))
}

describe('in plain bytes', () => {
  test('nothing is found where nothing is', () => {
    expect(search.in(amid(Buffer.from('Un texto cualquiera, sin nada.')))).toEqual([])
  })

  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['a part of it', Buffer.from(text.slice(7, 31))],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['UTF-16, the other way', Buffer.from(text, 'utf16le').swap16()],
    ['base64', Buffer.from(Buffer.from(`x${text}`).toString('base64'))],
    ['base64 of UTF-16', Buffer.from(Buffer.from(text, 'utf16le').toString('base64url'))],
    ['hexadecimal', Buffer.from(Buffer.from(text).toString('hex').toUpperCase())],
    ['an address', Buffer.from(`?q=${encodeURIComponent(text)}`)],
    ['JSON with escapes', Buffer.from(JSON.stringify(text).replaceAll('ñ', '\\u00f1'))],
  ])('the text as %s', (_, planted) => {
    expect(names(amid(planted)).size).toBeGreaterThan(0)
  })

  test.each(['es', 'en'] as const)('two words that follow each other, in %s', (language) => {
    const [first = '', second = ''] = words.slice(4, 6).map((word) => wordList(language)[word])
    for (const between of [' ', '\n', ', ', '","', '%20'])
      expect([...names(amid(Buffer.from(`${first}${between}${second}`)))].join()).toContain(
        'words 5 and 6',
      )
    expect(search.in(amid(Buffer.from(`${second} ${first}`)))).toEqual([])
    expect(search.in(amid(Buffer.from(wordList(language).join('\n'))))).toEqual([])
  })

  test.each([0, 5, 24])('eight bytes of a key from byte %i', (from) => {
    const piece = key.subarray(from, from + 8)
    expect(names(amid(piece))).toEqual(new Set(['key']))
    for (const written of [
      Buffer.from(piece).toString('hex'),
      [...piece].join(','),
      ...['', 'a', 'ab'].map((before) =>
        Buffer.concat([Buffer.from(before), piece, Buffer.from('zz')]).toString('base64'),
      ),
    ])
      expect(search.in(amid(Buffer.from(written))).length).toBeGreaterThan(0)
    expect(search.in(amid(piece.subarray(0, 7)))).toEqual([])
  })
})

const planted = Buffer.from(text.slice(0, 70))
/** Of one byte a character. */
const latin = text.slice(0, 64).replaceAll('ñ', 'n')
const PIECE = 8

/** The text in pieces, which a block then puts together by pointing back at them. */
const shuffledPieces = Buffer.from(
  Array.from(
    { length: 8 },
    (_, index) => `${latin.slice(index * PIECE, (index + 1) * PIECE)}|`,
  ).join(''),
  'latin1',
)

/** How far back the next piece stands, which is the same for all but the marks between them. */
function backTo(index: number): number {
  return shuffledPieces.length + index * PIECE - index * (PIECE + 1)
}

function lz4Block(): Buffer {
  const literals = shuffledPieces.length - 15
  const first = Buffer.from([0xf0 | (PIECE - 4), literals])
  const pointers = Array.from({ length: 8 }, (_, index) => [
    ...(index === 0 ? [] : [PIECE - 4]),
    ...[backTo(index), 0],
  ])
  return Buffer.concat([first, shuffledPieces, Buffer.from(pointers.flat())])
}

function snappyBlock(): Buffer {
  const total = shuffledPieces.length + 8 * PIECE
  const pointers = Array.from({ length: 8 }, (_, index) => [
    ((PIECE - 1) << 2) | 2,
    backTo(index),
    0,
  ])
  const head = [(total & 127) | 128, total >> 7, 60 << 2, shuffledPieces.length - 1]
  return Buffer.concat([Buffer.from(head), shuffledPieces, Buffer.from(pointers.flat())])
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function simpleCacheEntry(body: Buffer): Buffer {
  const name = Buffer.from('1/0/_dk_http://127.0.0.1/')
  const end = Buffer.from('d8410d97456ffaf4', 'hex')
  const head = [SIMPLE_MAGIC, u32(5), u32(name.length), u32(0), u32(0), name]
  return Buffer.concat([...head, body, end, Buffer.alloc(16)])
}

function sessionFile(command: Buffer): Buffer {
  const builtIn = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1')
  const cipher = createCipheriv('aes-128-cbc', builtIn, Buffer.alloc(16, ' '))
  const sealed = Buffer.concat([Buffer.from('v10'), cipher.update(command), cipher.final()])
  return Buffer.concat([Buffer.from('SNSS'), u32(5), u32(sealed.length), sealed])
}

function levelDbLog(value: Buffer): Buffer {
  const pair = Buffer.concat([Buffer.from([1, 1, 0x6b, value.length]), value])
  const batch = Buffer.concat([Buffer.alloc(8), u32(1), pair])
  // Cut in two, with a header between.
  const pieces = [batch.subarray(0, 21), batch.subarray(21)]
  return Buffer.concat(
    pieces.flatMap((piece, index) => [
      Buffer.from([0, 0, 0, 0, piece.length & 255, piece.length >> 8, index === 0 ? 2 : 4]),
      piece,
    ]),
  )
}

const wrapped: Record<string, [file: string, content: Buffer]> = {
  gzip: ['a', amid(gzipSync(planted))],
  zlib: ['a', amid(deflateSync(planted))],
  zstd: ['a', amid(zstdCompressSync(planted))],
  'gzip in zstd': ['a', amid(zstdCompressSync(gzipSync(planted)))],
  'a page in the cache, brotli': ['a_0', simpleCacheEntry(brotliCompressSync(planted))],
  mozlz4: ['a', Buffer.concat([Buffer.from('mozLz40\0'), u32(136), lz4Block()])],
  'a session command': ['Tabs_1', sessionFile(planted)],
  'a log of LevelDB': ['000003.log', levelDbLog(planted.subarray(0, 10))],
}

describe('in a profile', () => {
  test.each(Object.entries(wrapped))('what is wrapped in %s', async (_, [file, content]) => {
    expect(search.in(content)).toEqual([])
    await expect(
      foundWith((folder) => writeFile(join(folder, file), content)),
    ).resolves.not.toEqual([])
  })

  test('a value that SQLite has cut over several pages, and one that Firefox compressed', async () => {
    for (const value of [amid(planted).toString('utf8'), snappyBlock()])
      await expect(
        foundWith((folder) => {
          const database = new DatabaseSync(join(folder, 'webappsstore.sqlite'))
          database.exec('PRAGMA page_size = 512; VACUUM; CREATE TABLE kept (value)')
          database.prepare('INSERT INTO kept VALUES (?)').run(value)
          database.close()
        }),
      ).resolves.not.toEqual([])
  })

  test('nothing where nothing is', async () => {
    await expect(foundWith((folder) => writeFile(join(folder, 'a'), noise))).resolves.toEqual([])
  })
})

async function foundWith(
  plant: (folder: string) => Promise<void> | void,
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-planted-'))
  try {
    await mkdir(join(folder, 'Default'))
    await plant(join(folder, 'Default'))
    return (await searchProfile(folder, search)).found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
