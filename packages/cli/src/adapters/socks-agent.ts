// Connections through a SOCKS5 proxy, Tor's above all. Names are given to the proxy as they are and never
// looked up here, and every agent has credentials of its own: Tor gives each pair of them its own circuits.
import { Agent as HttpAgent, type AgentOptions, type ClientRequestArgs } from 'node:http'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectOverTls } from 'node:tls'
import { toHex, type Random } from '@cronista/protocol'
import { SocksClient } from 'socks'

/** Where the proxy listens. */
export interface SocksProxy {
  readonly host: string
  readonly port: number
}

const CREDENTIAL_BYTES = 12

type Connected = (error: Error | null, stream: Duplex) => void

/** Makes the connections of one view of a site, none of them shared with another agent's. */
export class SocksAgent extends HttpAgent {
  readonly #proxy: SocksProxy
  readonly #isTls: boolean
  readonly #patienceMillis: number
  readonly #userId: string
  readonly #password: string

  constructor(random: Random, proxy: SocksProxy, isTls: boolean, patienceMillis: number) {
    const options: AgentOptions = { keepAlive: true }
    super(options)
    this.#proxy = proxy
    this.#isTls = isTls
    this.#patienceMillis = patienceMillis
    this.#userId = toHex(random(CREDENTIAL_BYTES))
    this.#password = toHex(random(CREDENTIAL_BYTES))
    // `node:https` refuses an agent that is for another protocol.
    Object.assign(this, { protocol: isTls ? 'https:' : 'http:', defaultPort: isTls ? 443 : 80 })
  }

  override createConnection(options: ClientRequestArgs, connected?: Connected): undefined {
    this.#connect(options).then(
      (stream) => connected?.(null, stream),
      (error: unknown) => {
        const failed = connected as ((error: unknown) => void) | undefined
        failed?.(error)
      },
    )
  }

  async #connect({ host, port }: ClientRequestArgs): Promise<Duplex> {
    const name = host ?? 'localhost'
    const { socket } = await SocksClient.createConnection({
      proxy: { ...this.#proxy, type: 5, userId: this.#userId, password: this.#password },
      command: 'connect',
      destination: { host: name, port: Number(port ?? (this.#isTls ? 443 : 80)) },
      timeout: this.#patienceMillis,
    })
    if (!this.#isTls) return socket
    const secure = connectOverTls({ socket, ...(isIP(name) === 0 ? { servername: name } : {}) })
    secure.setTimeout(this.#patienceMillis, () => secure.destroy(new Error('silent')))
    await new Promise<void>((resolve, reject) => {
      secure.once('secureConnect', resolve)
      secure.once('error', reject)
    })
    secure.setTimeout(0)
    return secure
  }
}
