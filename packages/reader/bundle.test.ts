import { brotliCompressSync } from 'node:zlib'
import { wordList } from '@cronista/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { bundleReader, FIRST_LINE } from './bundle.ts'
import { packWords, unpackWords } from './bundle/plugins.ts'

describe.each(['production', 'demo'] as const)('the reader script (%s)', (schedule) => {
  let bundle: Uint8Array
  let script: string

  beforeAll(async () => {
    bundle = await bundleReader({ schedule })
    script = new TextDecoder().decode(bundle)
  })

  test('has the same bytes each time', async () => {
    expect(await bundleReader({ schedule })).toEqual(bundle)
  })

  test.each([
    'localStorage',
    'sessionStorage',
    'indexedDB',
    'cookie',
    'pushState',
    'replaceState',
    'WebAssembly',
    'crypto.subtle',
    'caches',
    'serviceWorker',
    'Math.random',
    'innerHTML',
    'document.title',
    'sendBeacon',
    'XMLHttpRequest',
    'WebSocket',
    'eval(',
  ])('contains no %s', (forbidden) => {
    expect(script).not.toContain(forbidden)
  })

  test('reads of its address the host alone, and never changes it', () => {
    expect(new Set(script.match(/\blocation\b.{0,9}/gu))).toEqual(new Set(['location.hostname']))
  })

  test('talks to three paths of its own origin and no other', () => {
    expect(script.match(/\bfetch\(/gu)?.length).toBe(2)
    expect(script.match(/https?:\/\/[^\s"'`)]+/gu) ?? []).toEqual([])
  })

  test('holds each word list once', () => {
    expect(script.match(/0abandon/gu)?.length).toBe(1)
    expect(script.match(/0ábaco/gu)?.length).toBe(1)
  })

  test('is at most 60 KB long, compressed', () => {
    expect(brotliCompressSync(bundle).length).toBeLessThanOrEqual(60 * 1024)
  })

  test('has the compile hint on its first line, where alone it counts', () => {
    expect(script.startsWith(FIRST_LINE)).toBe(true)
  })
})

test.each(['es', 'en'] as const)('the packed list in %s holds the same words', (language) => {
  expect(unpackWords(packWords(wordList(language)))).toEqual(wordList(language))
})
