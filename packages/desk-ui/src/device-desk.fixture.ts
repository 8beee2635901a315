import type { Devices } from '@cronista/desk/device-api'
import { Refusal } from './refusal.fixture.ts'

const words = {
  es: ['barro', 'nopal', 'lluvia', 'cobre', 'faro', 'mazorca', 'tinta', 'viento'],
  en: ['apple', 'cactus', 'rain', 'copper', 'beacon', 'corn', 'ink', 'wind'],
}

/** The devices of a desk in memory: it admits one card and takes one welcome. */
export class MemoryDevices {
  membership: Devices['membership'] = 'member'
  readonly otherCard = 'T3RyYS10YXJqZXRh'.repeat(40)
  readonly welcome = 'QmllbnZlbmlkYQ'.repeat(30)

  /** Answers a request below `/api/`; `undefined` if it is about something else. */
  answer(path: string, body: unknown): object | undefined {
    const [part, verb] = path.split('/')
    if (part !== 'devices') return undefined
    if (verb === undefined) return this.#list()
    const { card, welcome } = body as { card?: string; welcome?: string }
    if (verb === 'welcome') {
      if (welcome !== this.welcome) throw new Refusal('welcome-refused')
      this.membership = 'member'
      return {}
    }
    if (card !== this.otherCard) throw new Refusal('card-malformed')
    return verb === 'card' ? { personName: 'Tomás Ferrer', words } : { welcome: this.welcome }
  }

  #list(): Devices {
    const { membership } = this
    return {
      own: { card: 'RXN0YS10YXJqZXRh'.repeat(40), words },
      membership,
      devices: [
        { deviceId: '1'.repeat(32), personName: 'Inés Robledo', own: true, member: true },
        {
          ...{ deviceId: '2'.repeat(32), personName: 'Tomás Ferrer', own: false, member: true },
          lastHeardAtMillis: Date.parse('2026-11-22T17:58:00Z'),
        },
      ],
    }
  }
}
