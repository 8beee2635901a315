import { utf8 } from '@cronista/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { sitePathOf, type SitePath } from '../domain/site-path.ts'
import type { SiteFiles } from './site-files.ts'

/** A site on trial. */
export interface SiteFilesOnTrial {
  readonly files: SiteFiles
  discard(): Promise<void>
}

const FILES = {
  'index.html': 'front page',
  'index.html.br': 'compressed front page',
  'es/historia.html': 'una historia',
}

/** What every site does. `open` is given the files it consists of. */
export function siteFilesContract(
  name: string,
  open: (files: Readonly<Record<string, string>>) => Promise<SiteFilesOnTrial>,
): void {
  describe(`site files: ${name}`, () => {
    const trials: SiteFilesOnTrial[] = []

    async function begin(): Promise<SiteFiles> {
      const trial = await open(FILES)
      trials.push(trial)
      return trial.files
    }

    afterEach(async () => {
      for (const trial of trials.splice(0)) await trial.discard()
    })

    it('finds a file', async () => {
      const files = await begin()
      const found = await files.find(path('/es/historia.html'), 'refused')
      expect(found).toEqual({ bytes: utf8('una historia'), brotli: false })
    })

    it('gives the compressed copy where there is one and it is accepted', async () => {
      const files = await begin()
      const compressed = { bytes: utf8('compressed front page'), brotli: true }
      const plain = { bytes: utf8('front page'), brotli: false }
      expect(await files.find(path('/'), 'accepted')).toEqual(compressed)
      expect(await files.find(path('/'), 'refused')).toEqual(plain)
      expect((await files.find(path('/es/historia.html'), 'accepted'))?.brotli).toBe(false)
    })

    it.each(['/es', '/en/historia.html', '/index.html/more'])(
      'has nothing at %s',
      async (asked) => {
        const files = await begin()
        expect(await files.find(path(asked), 'accepted')).toBeUndefined()
      },
    )
  })
}

function path(urlPath: string): SitePath {
  const parsed = sitePathOf(urlPath)
  if (parsed === undefined) throw new RangeError(`${urlPath} is no path of a site`)
  return parsed
}
