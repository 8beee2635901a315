import { describe, expect, test } from 'vitest'
import { SITE_HEADERS } from '@cronista/protocol/http'
import { headerDifferences } from './header-differences.ts'

const right = {
  ...SITE_HEADERS,
  'cache-control': 'public, max-age=60',
  'content-type': 'text/html; charset=utf-8',
}

function found(headers: Readonly<Record<string, string>>) {
  return headerDifferences('/es/', new Map(Object.entries(headers)))
}

describe('the headers of a page', () => {
  test('are right as relays and mirrors send them, with what servers and proxies add', () => {
    const onion = `http://${'a'.repeat(56)}.onion/es/`
    const added = { age: '3', date: 'today', server: 'x', via: '1.1 y', 'content-encoding': 'zstd' }
    expect(found({ ...right, ...added, 'onion-location': onion })).toEqual([])
  })

  test.each(Object.keys(right))('are wrong without %s, or with another value', (header) => {
    const { [header]: _, ...less } = right as Readonly<Record<string, string>>
    expect(found(less)).toEqual([{ kind: 'header-missing', header }])
    expect(found({ ...right, [header]: 'unsafe-none' })).toEqual([
      { kind: 'header-differs', header },
    ])
  })

  test.each([
    'access-control-allow-origin',
    'alt-svc',
    'clear-site-data',
    'etag',
    'last-modified',
    'link',
    'location',
    'nel',
    'refresh',
    'reporting-endpoints',
    'service-worker-allowed',
    'x-anything',
  ])('are wrong with %s', (header) => {
    expect(found({ ...right, [header]: 'x' })).toEqual([{ kind: 'header-unexpected', header }])
  })

  test('are wrong with a cookie, or with an onion address that leads to another page', () => {
    expect(found({ ...right, 'set-cookie': 'a=b' })).toEqual([
      { kind: 'cookie-set', header: 'set-cookie' },
    ])
    for (const value of ['https://other.example/es/', `http://${'a'.repeat(56)}.onion/es/?r=1`])
      expect(found({ ...right, 'onion-location': value })).toEqual([
        { kind: 'header-differs', header: 'onion-location' },
      ])
  })
})
