import { toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { parseCommand } from './command.ts'
import { parseFingerprint } from './fingerprint.ts'

const fingerprint = '0123456789abcdef'.repeat(4)
const verify = ['verify', 'https://site.example', '--newsroom', fingerprint]
const mirror = ['mirror', 'https://site.example/', '--newsroom', fingerprint, '--folder', 'copy']

function subjectOf(args: readonly string[]): unknown {
  try {
    return parseCommand(args, {})
  } catch (error) {
    return (error as { subject: unknown }).subject
  }
}

describe('a fingerprint', () => {
  test('is read in either case, with spaces, colons or hyphens, and in no other form', () => {
    const grouped = fingerprint.toUpperCase().replaceAll(/.{4}/gu, '$&:')
    for (const text of [fingerprint, grouped, ` ${fingerprint.replaceAll(/.{8}/gu, '$& ')}\n`])
      expect(toHex(parseFingerprint(text)!)).toBe(fingerprint)
    for (const text of ['', fingerprint.slice(1), `${fingerprint}0`, fingerprint.replace('0', 'g')])
      expect(parseFingerprint(text)).toBeUndefined()
  })
})

describe('a command', () => {
  test('to verify names a site and a newsroom', () => {
    expect(parseCommand(verify, { LANG: 'en_US.UTF-8' })).toMatchObject({
      language: 'en',
      wish: { kind: 'verify', origin: 'https://site.example', atLeast: 1 },
    })
    expect(
      parseCommand([...verify, '--at-least', '7', '--language=es'], { LANG: 'en' }),
    ).toMatchObject({ wish: { atLeast: 7 }, language: 'es' })
  })

  test('to mirror names a folder too', () => {
    const asked = ['--port', '0', '--host', '::1', '--every', '5', '--patience', '2']
    expect(parseCommand([...mirror, ...asked], {})).toMatchObject({
      language: 'es',
      wish: {
        kind: 'mirror',
        folder: 'copy',
        port: 0,
        host: '::1',
        everyMillis: 300_000,
        patienceMillis: 2000,
      },
    })
  })

  test('without words, or with --help, is a question', () => {
    for (const args of [[], ['--help'], ['-h'], [...verify, '--help']])
      expect(parseCommand(args, {})).toMatchObject({ kind: 'help' })
  })

  test('that makes no sense is told which argument', () => {
    expect(subjectOf(['publish', 'https://site.example'])).toBe('publish')
    expect(subjectOf(['verify'])).toBe('URL')
    expect(subjectOf(verify.slice(0, 2))).toBe('--newsroom')
    expect(subjectOf(mirror.slice(0, 4))).toBe('--folder')
    expect(subjectOf([...verify, 'more'])).toBe('more')
    expect(subjectOf([...verify, '--folder', 'x'])).toBe('--folder')
    expect(subjectOf([...mirror, '--at-least', '2'])).toBe('--at-least')
    expect(subjectOf([...verify, '--colour', 'x'])).toBe('--colour')
    expect(subjectOf([...verify, '-x'])).toBe('-x')
    expect(subjectOf([...verify, '--patience'])).toBe('--patience')
    for (const url of [
      'site.example',
      'ftp://a.example',
      'https://a.example/es/',
      'https://a@b.example',
    ])
      expect(subjectOf(['verify', url, '--newsroom', fingerprint])).toBe(url)
    for (const [option, value] of [
      ['--at-least', '0'],
      ['--at-least', '1e3'],
      ['--patience', '-1'],
      ['--language', 'fr'],
    ] as const)
      expect(subjectOf([...verify, `${option}=${value}`])).toBe(option)
    expect(subjectOf([...mirror, '--port', '65536'])).toBe('--port')
  })
})
