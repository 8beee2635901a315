// [Note: no eval] zod compiles its parsers with `new Function` wherever that is allowed, and finds out by
// trying. The page's Content-Security-Policy forbids it, and reports even the attempt. zod reads this
// setting while its first schema is made, so this module is imported before any other.
declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined
}

globalThis.__zod_globalConfig = { jitless: true }

export {}
