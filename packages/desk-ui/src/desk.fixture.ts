import type {
  DeskProblemCode,
  DeskStatus,
  ThreadAnswer,
  Threads,
  ThreadSummary,
} from '@cronista/desk/api'
import type { Fetch } from './api/desk-wire.ts'
import { MemoryDevices } from './device-desk.fixture.ts'
import { MemoryNewsroom } from './newsroom.fixture.ts'
import { Refusal } from './refusal.fixture.ts'
import { MemoryStories } from './story-desk.fixture.ts'

type Thread = ThreadAnswer['thread'] & {
  unread: number
  muted: boolean
  held: number
}

/** A desk in memory that answers as the real one does, and can be cut off or restarted. */
export class MemoryDesk {
  readonly passphrase = 'garza cantera nopal barro'
  readonly oneTimeToken = 'a-token-that-works-once'
  readonly threads: Thread[] = []
  readonly warnings: DeskStatus['warnings'] = []
  readonly asked: string[] = []
  readonly newsroom: MemoryNewsroom
  readonly personName: string
  /** For whom there was no room. */
  waiting: DeskStatus['capacity']['waiting'] = []
  readonly stories: MemoryStories
  readonly devices = new MemoryDevices()
  heldStrangers: Threads['heldStrangers'] = { messages: 0, dropped: 0 }
  isReachable = true
  /** The next reply is written, but its answer gets lost. */
  losesNextAnswer = false
  #isVaultOpen = false
  #bearers = new Set<string>()
  #given = 0
  readonly #requests = new Map<string, number>()

  /** Two desks of one newsroom are given the same `newsroom`. */
  constructor(newsroom = new MemoryNewsroom(), personName = 'Inés Robledo') {
    this.newsroom = newsroom
    this.personName = personName
    const person = newsroom.newId()
    newsroom.write({ v: 1, type: 'person-introduced', person, name: personName })
    this.stories = new MemoryStories(newsroom, person, (thread) =>
      this.#find(thread).entries.flatMap((entry) =>
        entry.kind === 'message' ? entry.text.split('\n') : [],
      ),
    )
  }

  readonly fetch: Fetch = async (path, init) => {
    this.asked.push(`${init.method ?? 'GET'} ${path}`)
    if (!this.isReachable) throw new TypeError('Failed to fetch')
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
    if (path === '/api/unlock') return this.#unlock(body as { passphrase: string; token?: string })
    const bearer = new Headers(init.headers).get('authorization')?.replace('Bearer ', '')
    if (bearer === undefined || !this.#bearers.has(bearer)) return problem(401, 'bearer-needed')
    return this.#answer(init.method ?? 'GET', path, body)
  }

  /** Forgets every bearer and closes the vault, as a desk does when it is started again. */
  restart(): void {
    this.#bearers = new Set()
    this.#isVaultOpen = false
  }

  openThread(id: string, handle: string, ...messages: string[]): Thread {
    const thread: Thread = {
      id,
      handle,
      language: 'es',
      openedAtMillis: 0,
      entries: [],
      unread: 0,
      muted: false,
      held: 0,
    }
    this.threads.push(thread)
    for (const text of messages) this.receive(id, text)
    return thread
  }

  receive(threadId: string, text: string): void {
    const thread = this.#find(threadId)
    const id = `${threadId}-${String(thread.entries.length)}`
    const receivedAtMillis = Date.parse('2026-11-22T12:00:00Z') + thread.entries.length
    thread.entries.push({ kind: 'message', id, text, language: thread.language, receivedAtMillis })
    thread.unread += 1
  }

  #find(threadId: string | undefined): Thread {
    const thread = this.threads.find(({ id }) => id === threadId)
    if (thread === undefined) throw new RangeError('no such thread')
    return thread
  }

  #unlock({ passphrase, token }: { passphrase: string; token?: string }): Response {
    if (!this.#isVaultOpen && token !== this.oneTimeToken) return problem(401, 'token-needed')
    if (passphrase !== this.passphrase) return problem(403, 'wrong-passphrase')
    this.#isVaultOpen = true
    const bearer = `bearer-${String((this.#given += 1))}`
    this.#bearers.add(bearer)
    return Response.json({ bearer })
  }

  #answer(method: string, path: string, body: unknown): Response {
    try {
      const asked = path.slice('/api/'.length)
      const answer = this.stories.answer(method, asked, body) ?? this.devices.answer(asked, body)
      if (answer !== undefined) return Response.json(answer)
    } catch (error) {
      if (error instanceof Refusal) return problem(409, error.code)
      throw error
    }
    if (path === '/api/status') return Response.json(this.#status())
    if (path === '/api/threads')
      return Response.json({
        threads: this.threads.map(summaryOf),
        heldStrangers: this.heldStrangers,
      })
    if (path === '/api/threads/admit-strangers') {
      const { atMost } = body as { atMost: number }
      const admitted = Math.min(atMost, this.heldStrangers.messages)
      this.heldStrangers = {
        ...this.heldStrangers,
        messages: this.heldStrangers.messages - admitted,
      }
      return Response.json({ admitted })
    }
    if (path === '/api/lock') {
      this.restart()
      return new Response(null, { status: 204 })
    }
    const [, , , threadId, verb] = path.split('/')
    if (!this.threads.some(({ id }) => id === threadId)) return problem(404, 'not-found')
    const thread = this.#find(threadId)
    if (verb === undefined) return Response.json({ thread })
    if (verb === 'mute') {
      thread.muted = (body as { muted: boolean }).muted
      return new Response(null, { status: 204 })
    }
    if (verb === 'admit') {
      const admitted = thread.held
      for (; thread.held > 0; thread.held--) this.receive(thread.id, 'Retenido hasta ahora.')
      return Response.json({ admitted })
    }
    if (verb === 'read') {
      thread.unread = 0
      return new Response(null, { status: 204 })
    }
    return this.#reply(thread, body as { text: string; language: 'es' | 'en'; requestId: string })
  }

  #reply(
    thread: Thread,
    reply: { text: string; language: 'es' | 'en'; requestId: string },
  ): Response {
    const { text, language, requestId } = reply
    let number = this.#requests.get(requestId)
    if (number === undefined) {
      number = thread.entries.filter(({ kind }) => kind === 'reply').length + 1
      const writtenAtMillis = Date.parse('2026-11-22T13:00:00Z')
      const reply = { number, text, language, writtenAtMillis, by: 'Inés Robledo' }
      thread.entries.push({ kind: 'reply', state: 'waiting', ...reply })
      this.#requests.set(requestId, number)
    }
    if (this.losesNextAnswer) {
      this.losesNextAnswer = false
      throw new TypeError('Failed to fetch')
    }
    return Response.json({ number, pieces: 1, editions: 1 })
  }

  #status(): DeskStatus {
    return {
      newsroomId: '8f3ad2c19be07745aa01c3de59b6f2107cd4e8b3915a6f7720d4c1e9ab38f562',
      newsroomName: 'Redacción del Norte',
      personName: this.personName,
      schedule: 'demo',
      membership: this.devices.membership,
      collects: true,
      sync: {},
      collector: {},
      edition: { nextAtMillis: 0, isBuilder: true },
      capacity: { records: 15, waiting: this.waiting },
      warnings: this.warnings,
    }
  }
}

function summaryOf(thread: Thread): ThreadSummary {
  const { id, handle, language, entries, unread, muted, held } = thread
  const messages = entries.filter((entry) => entry.kind === 'message')
  const last = messages.at(-1)
  const firstUnread = messages[messages.length - unread]
  return {
    id,
    handle,
    language,
    lastAtMillis: last?.receivedAtMillis ?? 0,
    preview: last?.text ?? '',
    ...(firstUnread && { unreadPreview: firstUnread.text }),
    unread,
    messages: messages.length,
    repliesWaiting: entries.length - messages.length,
    known: entries.length > messages.length,
    ...{ muted, held },
  }
}

function problem(status: number, code: DeskProblemCode): Response {
  return Response.json(
    { type: `urn:cronista:problem:${code}`, title: code, status, code },
    { status },
  )
}
