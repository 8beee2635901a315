// `cronista verify` in a process of its own, against sites that are honest and sites that are not.
import { describe, expect, test } from 'vitest'
import { cronista, verify } from './cronista-process.fixture.ts'
import {
  fingerprint,
  headersOf,
  playedSite,
  signedSite,
  type Mischief,
} from './signed-site.fixture.ts'

const site = signedSite(7)

/** Does something at one path and is honest at all others. */
function at(path: string, play: (...args: Parameters<Mischief>) => void): Mischief {
  return (asked, answer, request) => {
    if (asked !== path) return false
    play(asked, answer, request)
    return true
  }
}

async function found(mischief: Mischief, ...more: readonly string[]) {
  return verify((await playedSite(site, mischief)).url, ...more)
}

const BROWSERS_CODINGS = 'gzip, deflate, br, zstd'

/** For sites that stall: long enough for an honest answer on a busy machine. */
const IMPATIENT = ['--patience', '3']

describe('a site that serves its release', () => {
  test('is found the same, in both codings, and the answer says what it does not prove', async () => {
    const asked = new Set<string>()
    const { url } = await playedSite(site, (path, _answer, { headers }) => {
      asked.add(`${path} ${headers['accept-encoding'] ?? ''}`)
      return false
    })
    const { exitCode, printed } = await verify(url, '--at-least', '7')
    expect([exitCode, printed]).toEqual([
      0,
      expect.stringContaining('Every file the release lists is as signed'),
    ])
    expect(printed).toContain('Release 7, signed by two people on 2026-11-22; files: 8.')
    expect(printed).toContain('What other addresses serve cannot be listed')
    expect(printed).toContain('could answer other people differently')
    for (const path of site.files.keys())
      for (const codings of ['gzip, deflate', BROWSERS_CODINGS])
        expect(asked).toContain(`${path} ${codings}`)
  })

  test('is told so in Spanish to who asks for it', async () => {
    const { url } = await playedSite(site)
    const { exitCode, printed } = await verify(url, '--language', 'es')
    expect([exitCode, printed]).toEqual([0, expect.stringContaining('llega como se firmó')])
  })
})

describe('a site that does not', () => {
  test('is told which path has one changed byte', async () => {
    const bytes = site.files.get('/es/una-nota/')!.slice()
    bytes[5]! ^= 1
    const { exitCode, printed } = await found(
      at('/es/una-nota/', (_path, answer) => answer.end(bytes)),
    )
    expect([exitCode, printed]).toEqual([
      1,
      expect.stringContaining('/es/una-nota/  is not the signed file'),
    ])
    expect(printed).not.toContain('/en/')
  })

  test('is found out when it changes only what browsers get, which is compressed', async () => {
    const { exitCode, printed } = await found((path, answer, { headers }) => {
      if (path !== '/en/' || headers['accept-encoding'] !== BROWSERS_CODINGS) return false
      answer.end('other words')
      return true
    })
    expect([exitCode, printed]).toEqual([
      1,
      expect.stringContaining('/en/  is not the signed file'),
    ])
  })

  test('is told which file is missing, cut, longer, redirected or answered with an error', async () => {
    const { exitCode, printed } = await found((path, answer) => {
      const bytes = site.files.get(path)
      if (path === '/assets/site.css') answer.writeHead(404).end()
      else if (path === '/es/') answer.end(bytes?.subarray(1))
      else if (path === '/en/') answer.end(new Uint8Array(100_000))
      else if (path === '/') answer.writeHead(302, { location: 'https://other.example/' }).end()
      else if (path === '/en/a-story/') answer.writeHead(500).end()
      else return false
      return true
    })
    expect(exitCode).toBe(1)
    for (const line of [
      '/  redirects elsewhere',
      '/assets/site.css  is missing',
      '/en/  is not the signed file',
      '/en/a-story/  answers with an error',
      '/es/  is not the signed file',
      'Differences: 5.',
    ])
      expect(printed).toContain(line)
  })

  test('is found out when it answers where nothing is, or with another page', async () => {
    const lost: Mischief = (path, answer) => {
      if (path === '/release' || site.files.has(path)) return false
      answer.end('hello')
      return true
    }
    const soft = await found(lost)
    expect([soft.exitCode, soft.printed]).toEqual([
      1,
      expect.stringContaining('answers where there is no page'),
    ])
    const other = await found((path, answer, request) => {
      if (path !== '/release' && !site.files.has(path)) answer.statusCode = 404
      return lost(path, answer, request)
    })
    expect(other.printed).toContain('the “not found” page is not the signed one')
  })

  test('is found out by any header that its pages should not have, or have otherwise', async () => {
    const wrong = {
      'content-type': 'text/plain',
      etag: '"reader-4711"',
      link: '<https://other.example/>; rel=preconnect',
      refresh: '0; url=https://other.example/',
      'set-cookie': 'a=b',
    }
    const { exitCode, printed } = await found((path, answer) => {
      if (path !== '/es/') return false
      answer.writeHead(200, { ...headersOf(path), ...wrong }).end(site.files.get(path))
      return true
    })
    expect(exitCode).toBe(1)
    for (const line of [
      'has a header with another value: content-type',
      'has a header it should not have: etag',
      'has a header it should not have: link',
      'has a header it should not have: refresh',
      'sets a cookie with a header: set-cookie',
    ])
      expect(printed).toContain(`/es/  ${line}`)
    expect(printed).toContain('Differences: 5.')
  })

  test('is found out when the page for what is lost comes without its policy', async () => {
    const { exitCode, printed } = await found((path, answer) => {
      if (path === '/release' || site.files.has(path)) return false
      answer.writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
      answer.end(site.files.get('/404.html'))
      return true
    })
    expect([exitCode, printed]).toEqual([
      1,
      expect.stringContaining('without a header it should have: content-security-policy'),
    ])
  })

  test('is found out when it shows a script to browsers alone, as a script or as a worker', async () => {
    for (const use of ['script', 'worker']) {
      const { exitCode, printed } = await found((path, answer, { headers }) => {
        if (path !== '/assets/reader.js' || headers['sec-fetch-dest'] !== use) return false
        answer.end('other words')
        return true
      })
      expect([exitCode, printed]).toEqual([
        1,
        expect.stringContaining('/assets/reader.js  is not the signed file'),
      ])
    }
  })

  test('is found out when it has a page of its own that looks like any other', async () => {
    for (const folder of ['/', '/es/', '/en/']) {
      const own = new RegExp(`^${folder}[a-z]+(?:-[a-z]+)+/$`, 'u')
      const { exitCode, printed } = await found((path, answer) => {
        if (site.files.has(path) || !own.test(path)) return false
        answer.writeHead(200, headersOf('/')).end('a false story')
        return true
      })
      expect([exitCode, printed]).toEqual([
        1,
        expect.stringContaining('answers where there is no page'),
      ])
    }
  })
})

describe('a release that is not valid', () => {
  test('with one signature is refused', async () => {
    const { url } = await playedSite(signedSite(7, { signers: 1 }))
    const { exitCode, printed } = await verify(url)
    expect([exitCode, printed]).toEqual([1, expect.stringContaining('release-half-signed')])
  })

  test('of another newsroom is refused', async () => {
    const { url } = await playedSite(site)
    const { exitCode, printed } = await cronista('verify', url, '--newsroom', 'ab'.repeat(32))
    expect([exitCode, printed]).toEqual([1, expect.stringContaining('release-foreign')])
  })

  test('older than the one that is known is reported, though it matches', async () => {
    const { url } = await playedSite(site)
    const { exitCode, printed } = await verify(url, '--at-least', '8')
    expect([exitCode, printed]).toEqual([
      1,
      expect.stringContaining('This is an older release: number 7, and at least 8'),
    ])
  })
})

describe('what cannot be checked', () => {
  test('ends in time when a site stalls, before or within an answer, or drips', async () => {
    const { exitCode, printed } = await found(
      (path, answer) => {
        if (path === '/en/') return true
        if (path === '/es/') answer.write('half')
        else if (path === '/es/una-nota/') drip(answer)
        else return false
        return true
      },
      ...IMPATIENT,
    )
    expect(exitCode).toBe(2)
    for (const path of ['/en/', '/es/', '/es/una-nota/'])
      expect(printed).toContain(`${path}  the answer took too long`)
    expect(printed).toContain('Paths that could not be checked: 3.')
  })

  test('is a lie about length, whether too long or too short', async () => {
    const huge = await found(
      (path, answer) => {
        if (path !== '/release') return false
        answer.writeHead(200, { 'content-length': Number.MAX_SAFE_INTEGER })
        answer.write(site.release)
        return true
      },
      ...IMPATIENT,
    )
    expect([huge.exitCode, huge.printed]).toEqual([
      2,
      expect.stringContaining('no complete answer'),
    ])
    const cut = await found(
      at('/es/', (_path, answer) => {
        answer.writeHead(200, { 'content-length': 5000 })
        answer.write(site.files.get('/es/'))
        answer.socket?.end()
      }),
    )
    expect([cut.exitCode, cut.printed]).toEqual([
      2,
      expect.stringContaining('/es/  the answer broke'),
    ])
  })

  test('is a release without end', async () => {
    const { exitCode, printed } = await found(
      at('/release', (_path, answer) => pour(answer, new Uint8Array(1_048_576))),
    )
    expect([exitCode, printed]).toEqual([2, expect.stringContaining('too long')])
  })

  test('is a site that is not there, hands out no release, or changes all the time', async () => {
    const gone = await verify('http://127.0.0.1:9')
    expect([gone.exitCode, gone.printed]).toEqual([
      2,
      expect.stringContaining('no complete answer'),
    ])
    const without = await found(at('/release', (_path, answer) => answer.writeHead(404).end()))
    expect([without.exitCode, without.printed]).toEqual([2, expect.stringContaining('no signed')])
    const played = await playedSite(site)
    let number = 8
    played.play((path, answer) => {
      if (path !== '/release') return false
      answer.end(signedSite(number++).release)
      return true
    })
    const changing = await verify(played.url)
    expect([changing.exitCode, changing.printed]).toEqual([
      2,
      expect.stringContaining('changed releases several times'),
    ])
  })

  test('is a command that makes no sense', async () => {
    const { exitCode, printed } = await cronista('verify', 'https://site.example')
    expect([exitCode, printed]).toEqual([2, expect.stringContaining('--newsroom')])
    expect((await cronista('--help')).printed).toContain('cronista verify URL')
  })

  test('a site that changes once is compared again, and is the same', async () => {
    const next = signedSite(8, { previousHead: site.head })
    const played = await playedSite(site)
    played.play((path) => {
      if (path === '/en/a-story/') played.serve(next)
      return false
    })
    const { exitCode, printed } = await verify(played.url)
    expect([exitCode, printed]).toEqual([0, expect.stringContaining('Release 8')])
    expect(fingerprint).toHaveLength(71)
  })
})

/** A byte at a time, for ever. */
function drip(answer: Parameters<Mischief>[1]): void {
  const timer = setInterval(() => answer.write('.'), 100)
  answer.once('close', () => clearInterval(timer))
}

/** As much as is taken, for ever. */
function pour(answer: Parameters<Mischief>[1], bytes: Uint8Array): void {
  const more = () => {
    while (!answer.destroyed && answer.write(bytes));
  }
  answer.on('drain', more)
  more()
}
