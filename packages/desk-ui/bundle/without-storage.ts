import type { Plugin } from 'esbuild'

/** Leaves lib0's way to the browser's storage out: yjs looks there for settings. The page has nothing
 *  to do with any storage, and so there is no code in it that could. */
export const withoutStorage: Plugin = {
  name: 'without-storage',
  setup(build) {
    build.onLoad({ filter: /[\\/]lib0[\\/]storage\.js$/ }, () => ({
      contents: `
        export const varStorage = { getItem: () => null, setItem: () => undefined }
        export const onChange = () => undefined
        export const offChange = () => undefined
      `,
      loader: 'js',
    }))
  },
}
