import { copyFile, mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { withoutOtherLanguages } from './bundle/without-other-languages.ts'
import { withoutStorage } from './bundle/without-storage.ts'

const packageFolder = fileURLToPath(new URL('.', import.meta.url))

/** Bundles the desk page into `outdir`, which is made if it is missing: index.html, app.js, app.css. The
 *  same sources give the same bytes on any machine. The page runs under a Content-Security-Policy with
 *  neither inline scripts and styles nor eval, and loads these three files only. Rejects if a source does
 *  not compile. */
export async function bundleDeskUi(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true })
  await build({
    absWorkingDir: packageFolder,
    entryPoints: [
      { in: 'src/entry.tsx', out: 'app' },
      { in: 'src/styles/app.css', out: 'app' },
    ],
    outdir,
    bundle: true,
    format: 'esm',
    target: ['chrome120', 'firefox128', 'safari17'],
    jsx: 'automatic',
    minify: true,
    legalComments: 'eof',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [withoutOtherLanguages, withoutStorage],
    logLevel: 'silent',
  })
  await copyFile(new URL('src/index.html', import.meta.url), `${outdir}/index.html`)
}
