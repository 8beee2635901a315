import { expect, test } from 'vitest'
import { SITE_HEADERS } from './site-answer.ts'
import { webcatManifest } from './webcat-manifest.ts'

const newsroomId = new Uint8Array(32).fill(0xab)
const release = {
  number: 7,
  files: ['/', '/404.html', '/assets/reader.0123456789abcdef.js', '/es/', '/es/una-nota/'].map(
    (path, index) => ({ path, sha256: new Uint8Array(32).fill(index) }),
  ),
}

interface Manifest {
  readonly files: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

function made(): { readonly manifest: Manifest; readonly signatures: unknown } {
  return JSON.parse(new TextDecoder().decode(webcatManifest(newsroomId, release))) as ReturnType<
    typeof made
  >
}

test('it names each file as WEBCAT looks for it, with its hash in base64url', () => {
  expect(made()).toEqual({
    manifest: {
      app: `urn:cronista:newsroom:${'ab'.repeat(32)}`,
      version: '7.0.0',
      default_csp: SITE_HEADERS['content-security-policy'],
      extra_csp: {},
      default_index: 'index.html',
      default_fallback: '/404.html',
      wasm: [],
      files: {
        '/404.html': 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE',
        '/assets/reader.0123456789abcdef.js': 'AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI',
        '/es/index.html': 'AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM',
        '/es/una-nota/index.html': 'BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ',
        '/index.html': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      },
    },
    signatures: {},
  })
})

test('it is what its own extension asks of a manifest: index and fallback are listed', () => {
  const { files, default_index, default_fallback } = made().manifest
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([`/${String(default_index)}`, String(default_fallback)]),
  )
})

test('its bytes are the same in whatever order the files come: names ascend everywhere', () => {
  const turned = { ...release, files: [...release.files].reverse() }
  expect(webcatManifest(newsroomId, turned)).toEqual(webcatManifest(newsroomId, release))
  const text = new TextDecoder().decode(webcatManifest(newsroomId, release))
  const ascending = (value: unknown): unknown =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, inner]) => [name, ascending(inner)]),
        )
  expect(text).toBe(JSON.stringify(ascending(JSON.parse(text))))
})

test('the policy of the site is one that WEBCAT takes: one policy, nothing but these sources', () => {
  const policy = SITE_HEADERS['content-security-policy']
  expect(policy).not.toContain(',')
  const directives = new Map(
    policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1)]),
  )
  expect(directives.get('default-src')).toEqual(["'none'"])
  for (const name of ['script-src', 'worker-src', 'style-src'])
    expect(directives.get(name)).toEqual(["'self'"])
  expect(policy).not.toMatch(/unsafe|nonce|sha\d|blob|data:|https?:|\*/u)
})
