import { readFileSync } from 'node:fs'

/** The sheets in the order of the cascade: what wide windows and paper change comes last. */
const sheets = [
  'paper',
  'masthead',
  'fronts',
  'story',
  'explanation',
  'footer',
  'wide',
  'print',
] as const

/** `css` without comments and without the white space that only its authors need. */
function condensed(css: string): string {
  return css
    .replaceAll(/\/\*.*?\*\//gsu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ?([{};,]) ?/gu, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim()
}

function read(sheet: (typeof sheets)[number]): string {
  return readFileSync(new URL(`style/${sheet}.css`, import.meta.url), 'utf8')
}

/** The site's one stylesheet. */
export const stylesheet = condensed(sheets.map(read).join('\n'))
