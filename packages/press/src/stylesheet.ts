import { readFileSync } from 'node:fs'

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

/** The site's one stylesheet. */
export const stylesheet = condensed(readFileSync(new URL('site.css', import.meta.url), 'utf8'))
