import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A place in the code where bytes or text become something else. */
export interface ParseSite {
  /** From the project's root. */
  readonly path: string
  readonly line: number
  /** In characters from the file's beginning. */
  readonly offset: number
}

const root = fileURLToPath(new URL('../', import.meta.url))
/** Readers of bytes, of JSON, of shapes, of UTF-8, of DEFLATE, and of text by a pattern. */
const MARKS =
  /\bnew (?:ByteReader|Inflate)\(|\bJSON\.parse\(|\.safeParse\(|\b[a-z]\w*(?:Schema|Listing)\.parse\(|\bdecoder\.decode\(|\bnew TextDecoder\([^)]*\)\.decode\(|\bfromUtf8\(|(?<!database)\.exec\(|\bparseArgs\(/gu
/** The testbed and what only tests load read nothing from outside; the page's own pieces are listed in the
 *  test that uses this. */
const LEFT_OUT = /\.(?:test|fixture|contract)\.tsx?$|\/testbed\//u

/** Every place that bears one of the marks by which parsers are known here. */
export function parseSites(): readonly ParseSite[] {
  return globSync('packages/*/src/**/*.{ts,tsx}', { cwd: root })
    .filter((path) => !LEFT_OUT.test(path))
    .sort()
    .flatMap(sitesIn)
}

function sitesIn(path: string): readonly ParseSite[] {
  const text = readFileSync(`${root}${path}`, 'utf8')
  return [...text.matchAll(MARKS)]
    .filter(({ index }) => !isComment(text, index) && !isDeclared(text, index))
    .map(({ index }) => ({ path, offset: index, line: text.slice(0, index).split('\n').length }))
}

function isComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset)
  return /^\s*(?:\*|\/\/|\/\*)|\/\/ /u.test(line)
}

function isDeclared(text: string, offset: number): boolean {
  return /\bfunction $/u.test(text.slice(0, offset))
}
