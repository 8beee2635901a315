import { demoSchedule, segmentName, utf8 } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { openDirectCellOpener } from '../adapters/direct-cell-opener.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { Contributor, sealed, seededRandom, settle, vaultOf } from '../desk.fixture.ts'
import type { Vault } from '../ports/vault.ts'
import { Desk } from '../services/desk.ts'
import { openNewsroom } from '../services/intake.fixture.ts'
import {
  problemSchema,
  statusSchema,
  threadSchema,
  threadsSchema,
  unlockAnswerSchema,
} from './api.ts'
import { createApp } from './app.ts'

const HOST = '127.0.0.1:4321'
const PASSPHRASE = 'cañón amarillo de madrugada'
const own = { host: HOST, origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }

/** A vault in memory. */
const adasVault: Vault = {
  open: async (passphrase) =>
    passphrase === PASSPHRASE
      ? { kind: 'opened', content: vaultOf('Ada') }
      : { kind: 'wrong-passphrase' },
}

function openApp() {
  const newsroom = openNewsroom()
  const { clock, relay, store } = newsroom
  const tokens: string[] = []
  const desk = new Desk(
    {
      ...{ p, random: seededRandom('tokens'), clock, schedule: demoSchedule },
      openStore: () => store,
      openRelay: () => Object.assign(relay, { close: () => undefined }),
      openCells: () => openDirectCellOpener(p),
      openPress: () => ({ site: () => ({ files: new Map(), list: [], pairs: [] }) }),
    },
    adasVault,
    (token) => tokens.push(token),
  )
  const bugs: unknown[] = []
  const page = new Map([['/', { contentType: 'text/html', bytes: utf8('<title>Cronista') }]])
  const app = createApp({ desk, page, ownHost: () => HOST, onBug: (error) => bugs.push(error) })
  const ask = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
    app.request(`http://${HOST}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { ...own, 'content-type': 'application/json', ...headers },
    })
  const unlock = async () => {
    const answer = await ask('/api/unlock', { passphrase: PASSPHRASE, token: tokens.at(-1) })
    const { bearer } = unlockAnswerSchema.parse(await answer.json())
    return { authorization: `Bearer ${bearer}` }
  }
  return { ...newsroom, app, ask, unlock, desk, tokens, bugs }
}

async function codeOf(answer: Response | Promise<Response>): Promise<string> {
  const problem = await answer
  expect(problem.headers.get('content-type')).toBe('application/problem+json')
  return problemSchema.parse(await problem.json()).code
}

describe('who may talk to the desk', () => {
  test.each([
    ['another host', { host: 'desk.example:4321' }],
    ['this machine under another name', { host: 'localhost:4321' }],
    ['another port', { host: '127.0.0.1:4322' }],
    ['another page', { origin: 'http://evil.example' }],
    ['another port’s page', { origin: 'http://127.0.0.1:8080' }],
    ['a page without an origin', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['the same site, another origin', { 'sec-fetch-site': 'same-site' }],
  ])('%s is refused, even with a bearer', async (_who, headers) => {
    const { ask, unlock } = openApp()
    const bearer = await unlock()
    for (const path of ['/', '/api/status'])
      expect(await codeOf(ask(path, undefined, { ...bearer, ...headers }))).toBe('request-foreign')
    const unlocking = ask('/api/unlock', { passphrase: PASSPHRASE }, headers)
    expect(await codeOf(unlocking)).toBe('request-foreign')
  })

  test('what changes something has to say where it comes from', async () => {
    const { app } = openApp()
    const headers = { host: HOST, 'content-type': 'application/json' }
    const answer = app.request(`http://${HOST}/api/unlock`, { method: 'POST', body: '{}', headers })
    expect(await codeOf(answer)).toBe('request-foreign')
  })

  test('an address typed by hand opens the page, not the API', async () => {
    const { ask } = openApp()
    const typed = { 'sec-fetch-site': 'none' }
    expect((await ask('/', undefined, typed)).status).toBe(200)
    expect(await codeOf(ask('/api/status', undefined, typed))).toBe('request-foreign')
  })

  test('every answer forbids storing, framing, foreign scripts and guessing of types', async () => {
    const { ask } = openApp()
    for (const path of ['/', '/api/status', '/nowhere']) {
      const { headers } = await ask(path)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('set-cookie')).toBeNull()
    }
  })
})

describe('unlocking', () => {
  test('without a bearer, or with another, there is nothing to see', async () => {
    const { ask, unlock } = openApp()
    await unlock()
    for (const path of ['/api/status', '/api/threads', '/api/threads/0', '/api/nothing']) {
      expect(await codeOf(ask(path))).toBe('bearer-needed')
      const wrong = { authorization: 'Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }
      expect(await codeOf(ask(path, undefined, wrong))).toBe('bearer-needed')
    }
  })

  test('a locked desk wants the token as well, and no passphrase is tried without it', async () => {
    const { ask } = openApp()
    for (const passphrase of [PASSPHRASE, 'otra'])
      for (const token of [undefined, 'AAAAAAAAAAAAAAAAAAAAAAAA'])
        expect(await codeOf(ask('/api/unlock', { passphrase, token }))).toBe('token-needed')
  })

  test('the token is used up; from then on the passphrase alone gives a fresh bearer', async () => {
    const { ask, unlock, tokens } = openApp()
    const first = await unlock()
    const answer = await ask('/api/unlock', { passphrase: PASSPHRASE })
    const { bearer } = unlockAnswerSchema.parse(await answer.json())
    expect(`Bearer ${bearer}`).not.toBe(first.authorization)
    expect((await ask('/api/lock', {}, first)).status).toBe(204)
    const again = { passphrase: PASSPHRASE, token: tokens[0] }
    expect(await codeOf(ask('/api/unlock', again))).toBe('token-needed')
    expect((await ask('/api/unlock', { ...again, token: tokens[1] })).status).toBe(200)
  })

  test('a desk whose collector was set ahead on the disk does not begin', async () => {
    const { ask, store, tokens } = openApp()
    store.change(({ collector }) => collector.setCursor(segmentName(9, 0)))
    const asked = { passphrase: PASSPHRASE, token: tokens.at(-1) }
    expect(await codeOf(ask('/api/unlock', asked))).toBe('storage-damaged')
  })

  test('locking shuts out every page', async () => {
    const { ask, unlock } = openApp()
    const first = await unlock()
    const second = await unlock()
    await ask('/api/lock', {}, second)
    for (const bearer of [first, second])
      expect(await codeOf(ask('/api/status', undefined, bearer))).toBe('bearer-needed')
  })

  test('each wrong passphrase makes the answer slower, and only a few may wait', async () => {
    const { ask, clock, tokens } = openApp()
    const guess = () => ask('/api/unlock', { passphrase: 'otra', token: tokens[0] })
    for (const delay of [500, 1000, 2000]) {
      let answered = false
      const answer = codeOf(guess()).finally(() => (answered = true))
      await clock.advance(delay - 1)
      await settle()
      expect(answered).toBe(false)
      await clock.advance(1)
      expect(await answer).toBe('wrong-passphrase')
    }
    const many = Array.from({ length: 6 }, () => codeOf(guess()))
    await clock.advance(600_000)
    expect((await Promise.all(many)).filter((code) => code === 'busy')).toHaveLength(2)
  })
})

describe('the desk’s API', () => {
  test('inbox, conversation, reply and status, as their schemas say', async () => {
    const { ask, unlock, relay, epoch, clock } = openApp()
    const parts = new Contributor('Mar').parts('Vi los camiones.')
    relay.close(
      p,
      parts.map((one) => sealed(epoch, one)),
    )
    const bearer = await unlock()
    await clock.advance(6000)
    const get = async (path: string): Promise<unknown> =>
      (await ask(path, undefined, bearer)).json()
    const { threads } = threadsSchema.parse(await get('/api/threads'))
    expect(threads).toMatchObject([{ preview: 'Vi los camiones.', unread: 1, messages: 1 }])
    const path = `/api/threads/${threads[0]!.id}`
    const reply = { text: '¿Cuántos?', language: 'es', requestId: 'request-1' }
    expect(await (await ask(`${path}/replies`, reply, bearer)).json()).toEqual({
      ...{ number: 1, pieces: 1, editions: 1 },
    })
    expect((await ask(`${path}/read`, {}, bearer)).status).toBe(204)
    const { thread } = threadSchema.parse(await get(path))
    expect(thread.entries.map(({ kind, text }) => [kind, text])).toEqual([
      ['message', 'Vi los camiones.'],
      ['reply', '¿Cuántos?'],
    ])
    const status = statusSchema.parse(await get('/api/status'))
    expect(status).toMatchObject({ personName: 'Ada', schedule: 'demo', warnings: [] })
    expect(status).toMatchObject({ membership: 'member', collects: true })
    expect(threadsSchema.parse(await get('/api/threads')).threads[0]?.unread).toBe(0)
  })

  test.each([
    ['no JSON', '{', 'request-malformed'],
    ['a field too many', { passphrase: 'a', admin: true }, 'request-malformed'],
    ['an enormous body', { passphrase: 'a'.repeat(1_200_000) }, 'too-large'],
  ])('%s is refused with a code', async (_what, body, code) => {
    const { app } = openApp()
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const headers = {
      ...own,
      'content-type': 'application/json',
      'content-length': `${text.length}`,
    }
    const asked = { method: 'POST', body: text, headers }
    expect(await codeOf(app.request(`http://${HOST}/api/unlock`, asked))).toBe(code)
  })

  test('a conversation that is not there, and a path that is not there', async () => {
    const { ask, unlock } = openApp()
    const bearer = await unlock()
    expect(await codeOf(ask('/api/threads/00', undefined, bearer))).toBe('not-found')
    expect(await codeOf(ask('/api/nothing', undefined, bearer))).toBe('not-found')
    expect(await codeOf(ask('/nothing'))).toBe('not-found')
  })
})
