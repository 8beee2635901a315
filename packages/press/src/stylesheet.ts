import { readFileSync } from 'node:fs'

/** The site's one stylesheet. */
export const stylesheet = readFileSync(new URL('site.css', import.meta.url), 'utf8')
