// The reader script: its bytes against the budget of 60 KB, part by part, and what it costs a
// phone-class processor (Chromium, throttled six times).
import { brotliCompressSync, constants } from 'node:zlib'
import { bundleReader, readerBuildOptions } from '@cronista/reader/bundle'
import { build, transform } from 'esbuild'
import { benchScriptTimes } from './script-times.ts'

const BUDGET_BYTES = 60 * 1024

/** One part of the script. `brotliBytes` is the part compressed alone: parts share a dictionary, so
 *  the whole takes less than their sum. */
export interface ScriptRow {
  readonly part: string
  readonly rawBytes: number
  readonly brotliBytes: number
  readonly budgetBytes?: number
}

const parts: readonly (readonly [part: string, where: RegExp])[] = [
  ['word lists', /scure/u],
  ['cryptography (noble)', /@noble/u],
  ['inflate and deflate (fflate)', /fflate/u],
  ['protocol', /protocol/u],
  ['texts in two languages', /src\/texts/u],
  ['style sheet', /\.css/u],
  ['composer', /src\/composer/u],
  ['schedule, worker, network', /./u],
]

/** The whole production script, then its parts. */
export async function benchScript(): Promise<readonly ScriptRow[]> {
  const whole = await bundleReader({ schedule: 'production' })
  const modules = await modulesOfScript()
  const rows = parts.map(([part]) => {
    const code = modules.filter(([path]) => partOf(path) === part).map(([, source]) => source)
    const bytes = new TextEncoder().encode(code.join(''))
    return { part, rawBytes: bytes.length, brotliBytes: compressed(bytes) }
  })
  const total = { rawBytes: whole.length, brotliBytes: compressed(whole) }
  return [{ part: 'whole script', ...total, budgetBytes: BUDGET_BYTES }, ...rows]
}

function partOf(path: string): string | undefined {
  return parts.find(([, where]) => where.test(path))?.[0]
}

/** The script's modules, each as it stands in the bundle: without minified white space esbuild names
 *  each module in a comment. */
async function modulesOfScript(): Promise<readonly (readonly [path: string, source: string])[]> {
  const programs = await Promise.all(
    (['page', 'worker'] as const).map(async (place) => {
      const { outputFiles } = await build({
        ...readerBuildOptions('production', place),
        minifyIdentifiers: true,
        minifySyntax: true,
        write: false,
      })
      return outputFiles[0]?.text ?? ''
    }),
  )
  const named = programs.flatMap((text) =>
    text
      .replace(/\}\)\(\);\s*$/u, '')
      .split(/^ *\/\/ (?=\S+\.(?:js|ts|css)$)/mu)
      .slice(1),
  )
  return Promise.all(
    named.map(async (module): Promise<readonly [string, string]> => {
      const [path = '', ...lines] = module.split('\n')
      const source = lines.join('\n')
      const { code } = await transform(source, { minifyWhitespace: true, charset: 'utf8' })
      return [path, code]
    }),
  )
}

function compressed(bytes: Uint8Array): number {
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  return brotliCompressSync(bytes, { params }).length
}

if (import.meta.main) {
  console.table(await benchScript())
  console.table(await benchScriptTimes())
}
