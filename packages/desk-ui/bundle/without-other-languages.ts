import type { Plugin } from 'esbuild'

const KEPT = new Set(['es-ES', 'en-US'])

/** Leaves the sentences of React Aria and zod out in every language that the page does not speak. */
export const withoutOtherLanguages: Plugin = {
  name: 'without-other-languages',
  setup(build) {
    build.onLoad({ filter: /[\\/]intl[\\/].*[a-z]{2}-[A-Z]{2}\.m?js$/ }, ({ path }) => {
      const tag = /([a-z]{2}-[A-Z]{2})\.m?js$/.exec(path)?.[1] ?? ''
      return KEPT.has(tag) ? undefined : { contents: 'export default {}', loader: 'js' }
    })
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
      loader: 'js',
    }))
  },
}
