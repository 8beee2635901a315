import { readFile, writeFile } from 'node:fs/promises'
import type { Target } from './target.ts'

/** Inputs of a target that reached something new, as an earlier run wrote them. */
export async function corpusOf(target: Target): Promise<readonly Uint8Array[]> {
  const text = await readFile(fileOf(target), 'utf8').catch(() => '')
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => new Uint8Array(Buffer.from(line, 'base64')))
}

/** Writes them over those before, one a line. */
export async function keepCorpus(target: Target, kept: readonly Uint8Array[]): Promise<void> {
  const lines = kept.map((bytes) => `${Buffer.from(bytes).toString('base64')}\n`)
  await writeFile(fileOf(target), lines.join(''))
}

function fileOf({ name }: Target): URL {
  return new URL(`corpus/${name}.txt`, import.meta.url)
}
