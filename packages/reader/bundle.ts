import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { build, type BuildOptions } from 'esbuild'
import { noWordLists, packedWordLists, styleText } from './bundle/plugins.ts'

/** Which reader script to make, and where to write it, if anywhere. */
export interface ReaderBundleOptions {
  readonly schedule: 'demo' | 'production'
  readonly outfile?: string | undefined
}

/** The first line of every bundle. V8 then compiles all functions when the script loads, so that
 *  its code cache is the same for those who write and those who only read. It counts only on the
 *  very first line: whoever pins a newsroom (`self.cronistaNewsroom="…"`, 64 hexadecimal digits) and
 *  the hosts where one can write to it (`self.cronistaHosts=["…"]`) does so on the second. */
export const FIRST_LINE = '//# allFunctionsCalledOnLoad\n'

/** Bundles the reader script: one classic script for page and worker, the same bytes on every
 *  machine for the same sources. It does nothing until a newsroom is pinned in it.
 *
 *  Two programs stand in it side by side, and each runs in its own place: a page never sets up the
 *  cryptography that only its worker needs, nor the worker the word lists and texts. Each knows the other
 *  by one name alone: where its worker seals nothing any more, the page has the worker's program lend it
 *  the sealing of cover (`src/adapters/lent-cover.ts`). */
export async function bundleReader(options: ReaderBundleOptions): Promise<Uint8Array> {
  const page = await program(options.schedule, 'page')
  const worker = await program(options.schedule, 'worker')
  const script = scriptOf(page, worker)
  const bytes = new TextEncoder().encode(script)
  if (options.outfile !== undefined) {
    await mkdir(dirname(options.outfile), { recursive: true })
    await writeFile(options.outfile, bytes)
  }
  return bytes
}

/** Both programs in one script, each knowing the other by the names of `src/adapters/lent-cover.ts`. A page
 *  loads it twice; the second time only tells the first that it is there: docs/adr/0029. */
export function scriptOf(page: string, worker: string): string {
  const programs = `(cronistaWorker=>{if(typeof document==="undefined")cronistaWorker();else if(self.cronistaAgain)cronistaAgain();else{${page}}})`
  return `${FIRST_LINE}${programs}(cronistaLend=>{${worker}})\n`
}

async function program(schedule: ReaderBundleOptions['schedule'], place: Place): Promise<string> {
  const options = { ...readerBuildOptions(schedule, place), minify: true, write: false } as const
  const { outputFiles } = await build(options)
  const [output] = outputFiles
  if (output === undefined) throw new TypeError('esbuild wrote nothing')
  return output.text.trim()
}

/** Where one of the two programs runs. */
export type Place = 'page' | 'worker'

/** How esbuild makes one of the two programs; the benchmark takes them apart with the same. */
export function readerBuildOptions(
  schedule: ReaderBundleOptions['schedule'],
  place: Place,
): BuildOptions {
  return {
    absWorkingDir: import.meta.dirname,
    entryPoints: [join('src', 'entry', `${schedule}-${place}.ts`)],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    // Browsers that have what the composer needs have these; rewriting them costs bytes and time.
    supported: {
      'class-field': true,
      'class-private-accessor': true,
      'class-private-brand-check': true,
      'class-private-field': true,
      'class-private-method': true,
      'class-static-field': true,
    },
    charset: 'utf8',
    legalComments: 'none',
    plugins: [place === 'page' ? packedWordLists : noWordLists, styleText],
    logLevel: 'silent',
  }
}
