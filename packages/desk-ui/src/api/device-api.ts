import {
  admitAnswerSchema,
  cardAnswerSchema,
  devicesSchema,
  type CardAnswer,
  type Devices,
} from '@cronista/desk/device-api'
import type { DeskWire } from './desk-wire.ts'

/** The newsroom's devices and how another is admitted. Cards and welcomes are base64url. Throws
 *  `DeskFailure` and nothing else. */
export class DeviceApi {
  readonly #wire: DeskWire

  constructor(wire: DeskWire) {
    this.#wire = wire
  }

  async list(bearer: string): Promise<Devices> {
    return this.#wire.ask(devicesSchema, 'devices', { bearer })
  }

  /** Whose card it says it is, and the words that both people compare. Gives nothing away. */
  async readCard(bearer: string, card: string): Promise<CardAnswer> {
    return this.#wire.ask(cardAnswerSchema, 'devices/card', this.#posted(bearer, { card }))
  }

  /** Admits the device; resolves to the welcome that it needs. */
  async admit(bearer: string, card: string): Promise<string> {
    const question = this.#posted(bearer, { card })
    return (await this.#wire.ask(admitAnswerSchema, 'devices/admit', question)).welcome
  }

  /** Takes the welcome that another device made for this one. */
  async accept(bearer: string, welcome: string): Promise<void> {
    await this.#wire.send('devices/welcome', this.#posted(bearer, { welcome }))
  }

  #posted(bearer: string, body: unknown) {
    return { method: 'POST', bearer, body } as const
  }
}
