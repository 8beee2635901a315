import { brotliDecompressSync } from 'node:zlib'
import { utf8 } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'
import { describe, expect, it } from 'vitest'
import { fileHashOf, type FileHash } from '../domain/file-hash.ts'
import { hourOf, type Hour } from '../domain/hour.ts'
import { trials, type OnTrial } from './on-trial.fixture.ts'
import type { ReleaseFiles } from './release-files.ts'

const HOUR = hourOf(Date.UTC(2026, 4, 1, 12))
const LATER = (HOUR + 1) as Hour
const PAGE = utf8('<p>portada</p>'.repeat(200))
const NOISE = portablePrimitives.hkdfSha256(PAGE, PAGE, PAGE, 4_000)

/** What every store of files does. */
export function releaseFilesContract(
  name: string,
  open: () => Promise<OnTrial<ReleaseFiles>>,
): void {
  describe(`release files: ${name}`, () => {
    const begin = trials(open)

    it('has nothing under a hash that was not put', async () => {
      const { port } = await begin()
      expect(await port.sizeOf(hashOf(PAGE))).toBeUndefined()
      expect(await port.find(hashOf(PAGE), 'accepted')).toBeUndefined()
    })

    it('gives back what was put, also after it was reopened', async () => {
      const trial = await begin()
      const given = PAGE.slice()
      expect(await trial.port.put(hashOf(PAGE), given, HOUR)).toBe('stored')
      given.fill(0)
      expect(await trial.port.put(hashOf(Uint8Array.of()), Uint8Array.of(), HOUR)).toBe('stored')
      const check = async (port: ReleaseFiles) => {
        expect(await port.sizeOf(hashOf(PAGE))).toBe(PAGE.length)
        expect(await port.find(hashOf(PAGE), 'refused')).toEqual({ bytes: PAGE, brotli: false })
        expect(await port.sizeOf(hashOf(Uint8Array.of()))).toBe(0)
      }
      await check(trial.port)
      await check(await trial.reopen())
    })

    it('gives a compressed copy where it is accepted and saves something', async () => {
      const trial = await begin()
      for (const bytes of [PAGE, NOISE]) await trial.port.put(hashOf(bytes), bytes, HOUR)
      const port = await trial.reopen()
      const compressed = await port.find(hashOf(PAGE), 'accepted')
      expect(compressed?.brotli).toBe(true)
      expect(compressed?.bytes.length).toBeLessThan(PAGE.length / 2)
      expect(new Uint8Array(brotliDecompressSync(compressed!.bytes))).toEqual(PAGE)
      expect(await port.find(hashOf(NOISE), 'accepted')).toEqual({ bytes: NOISE, brotli: false })
    })

    it('keeps nothing of bytes with another hash', async () => {
      const { port } = await begin()
      expect(await port.put(hashOf(PAGE), NOISE, HOUR)).toBe('mismatched')
      expect(await port.put(hashOf(PAGE), PAGE.subarray(1), HOUR)).toBe('mismatched')
      expect(await port.sizeOf(hashOf(PAGE))).toBeUndefined()
      expect(await port.sizeOf(hashOf(NOISE))).toBeUndefined()
    })

    it('takes a file again, and twice at the same moment', async () => {
      const { port } = await begin()
      const put = () => port.put(hashOf(PAGE), PAGE, HOUR)
      expect((await Promise.all([put(), put()])).toSorted()).toEqual(['repeated', 'stored'])
      expect(await put()).toBe('repeated')
      expect((await port.find(hashOf(PAGE), 'refused'))?.bytes).toEqual(PAGE)
    })

    it('forgets what was put before an hour and is not needed', async () => {
      const trial = await begin()
      const [old, needed, again, young] = [1, 2, 3, 4].map((byte) => new Uint8Array(900).fill(byte))
      for (const bytes of [old!, needed!, again!]) await trial.port.put(hashOf(bytes), bytes, HOUR)
      for (const bytes of [again!, young!]) await trial.port.put(hashOf(bytes), bytes, LATER)
      const port = await trial.reopen()
      await port.forgetBefore(HOUR, () => false)
      expect(await port.sizeOf(hashOf(old!))).toBe(900)
      await port.forgetBefore(LATER, (hash) => hash === hashOf(needed!))
      expect(await port.find(hashOf(old!), 'accepted')).toBeUndefined()
      expect(await port.sizeOf(hashOf(old!))).toBeUndefined()
      for (const bytes of [needed!, again!, young!])
        expect(await port.sizeOf(hashOf(bytes))).toBe(900)
      expect(await port.put(hashOf(old!), old!, LATER)).toBe('stored')
    })
  })
}

function hashOf(bytes: Uint8Array): FileHash {
  return fileHashOf(portablePrimitives.sha256(bytes))
}
