import { utf8 } from '../../packages/protocol/src/index.ts'
import { CliError } from '../../packages/cli/src/cli-error.ts'
import { parseCommand } from '../../packages/cli/src/command.ts'
import { parseFingerprint } from '../../packages/cli/src/fingerprint.ts'
import { headerDifferences } from '../../packages/cli/src/header-differences.ts'
import { unlistedPaths } from '../../packages/cli/src/unlisted-paths.ts'
import { seededRandom } from '../../packages/protocol/src/protocol.fixture.ts'
import { holds, neverThrows, refusalsOf, type Target } from '../target.ts'

const decoder = new TextDecoder()
const fingerprint = 'ab'.repeat(32)
const onion = `http://${'a'.repeat(56)}.onion`

/** What the command line is given, and what sites answer to it. */
export const cliTargets: readonly Target[] = [
  {
    name: 'cli-arguments',
    seeds: [
      `verify https://a.example --newsroom ${fingerprint} --patience 5`,
      `mirror https://a.example --newsroom ${fingerprint} --folder a --port 0 --every 3`,
      `monitor https://a.example --newsroom ${fingerprint} --folder a --socks 127.0.0.1:9050`,
      '--help --language es',
      'verify --nothing',
    ].map((line) => utf8(line.replaceAll(' ', '\n'))),
    form: 'bytes',
    words: ['--', '-h', '--newsroom=', '--port', '65536', '-1', '\n', 'http://a:b@c', '__proto__'],
    longest: 2_048,
    share: 0.1,
    roomBytes: 2 ** 21,
    refusal: refusalsOf(CliError, ['arguments-malformed']),
    run(input) {
      const args = decoder.decode(input).split('\n')
      const { kind } = parseCommand(args, { LANG: 'es_MX' })
      return kind === 'help' ? 'help' : 'accepted'
    },
  },
  {
    name: 'cli-fingerprint',
    seeds: [fingerprint, fingerprint.replaceAll(/.{4}/gu, '$& '), fingerprint.toUpperCase()].map(
      utf8,
    ),
    form: 'bytes',
    words: [' ', ':', '-', '\u00a0', 'İ', 'K'],
    refusal: neverThrows,
    run(input) {
      const id = parseFingerprint(decoder.decode(input))
      holds(id === undefined || id.length === 32, 'a fingerprint of another length')
      return id === undefined ? 'refused' : 'accepted'
    },
  },
  {
    name: 'cli-headers',
    seeds: [
      '/es/\ncontent-type\ntext/html; charset=utf-8\nset-cookie\na=b',
      '/\nx\ny',
      `/es/\nonion-location\n${onion}/es/`,
    ].map(utf8),
    form: 'bytes',
    words: ['content-security-policy', 'onion-location', '__proto__', 'link', '\n', '/assets/'],
    share: 0.2,
    longest: 8_192,
    refusal: neverThrows,
    run(input) {
      const [path = '/', ...fields] = decoder.decode(input).split('\n')
      const headers = new Map<string, string>()
      for (let at = 0; at + 1 < fields.length; at += 2) {
        const [name = '', value = ''] = [fields[at], fields[at + 1]]
        headers.set(name.toLowerCase(), value)
      }
      return headerDifferences(path, headers).length === 0 ? 'same' : 'accepted'
    },
  },
  {
    // Paths of a release that two people signed and somebody's site lists.
    name: 'cli-probes',
    seeds: ['/es/una-nota/\n/en/a-story/', '/\n/404.html', '/es/a/b/c/\n/en/x.html'].map(utf8),
    form: 'bytes',
    words: ['/es/', '/en/', '-', '/', '\n', '--'],
    share: 0.02,
    // Forty tries for each of three dozen paths, hashed by the fixture's random numbers.
    roomBytes: 2 ** 25,
    longest: 4_096,
    refusal: neverThrows,
    run(input) {
      const paths = [...new Set(decoder.decode(input).split('\n'))]
      const files = paths.map((path) => ({ path, size: 1, sha256: new Uint8Array(32) }))
      const probes = unlistedPaths(seededRandom('probes'), files)
      holds(!probes.some((probe) => paths.includes(probe)), 'a listed path was tried')
      return probes.length > 0 ? 'accepted' : 'none'
    },
  },
]
