import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toHex } from '@cronista/protocol'
import { SITE_HEADERS } from '@cronista/protocol/http'
import { bundleReader } from '../../bundle.ts'
import { FixtureNewsroom, seededRandom } from '../newsroom.fixture.ts'

/** What reached the relay in one `POST /c`. */
export interface SeenCell {
  readonly headers: string
  readonly bytes: number
}

/** A long article with the demonstration's script on it, under the site's strict policy, and a
 *  newsroom that never answers. Its script may not be kept by any cache. */
export class ArticleServer {
  readonly cells: SeenCell[] = []
  /** Answers a request in the server's place (`true`), after the site's headers have been set. */
  mischief: (request: IncomingMessage, response: ServerResponse) => boolean = () => false
  /** Stands in the article before everything else. */
  injected = ''
  readonly #newsroom = new FixtureNewsroom(seededRandom(1))
  readonly #server = createServer((request, response) => this.#serve(request, response))
  readonly #hosts: readonly string[] | undefined
  #script = ''
  #integrity = ''

  /** `hosts` are pinned in the script; without them, nothing is said of where one can write. */
  constructor(hosts?: readonly string[]) {
    this.#hosts = hosts
  }

  /** The article at its own address. */
  get url(): string {
    return this.urlAt('127.0.0.1')
  }

  /** The same article at another name of this machine. */
  urlAt(hostname: string): string {
    return `http://${hostname}:${(this.#server.address() as AddressInfo).port}/`
  }

  async listen(): Promise<void> {
    const bundle = new TextDecoder().decode(await bundleReader({ schedule: 'demo' }))
    const hosts = this.#hosts && `self.cronistaHosts=${JSON.stringify(this.#hosts)};`
    const pin = `self.cronistaNewsroom="${toHex(this.#newsroom.newsroomId)}";${hosts ?? ''}`
    this.#script = bundle.replace('\n', `\n${pin}\n`)
    const hash = createHash('sha256').update(this.#script).digest('base64')
    this.#integrity = `sha256-${hash}`
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  /** The script, with the newsroom pinned in it. */
  get script(): string {
    return this.#script
  }

  close(): void {
    this.#server.close()
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(SITE_HEADERS)) response.setHeader(name, value)
    response.setHeader('cache-control', 'no-store')
    if (this.mischief(request, response)) return
    switch (request.url) {
      case '/':
        response
          .setHeader('content-type', 'text/html; charset=utf-8')
          .end(articleWith(this.#integrity, this.injected))
        return
      case '/reader.js':
        response.setHeader('content-type', 'text/javascript').end(this.#script)
        return
      case '/edition':
        response.end(this.#newsroom.news(Date.now()).edition)
        return
      case '/roster':
        response.end(this.#newsroom.news(Date.now()).roster)
        return
      case '/c':
        this.#takeCell(request, response)
        return
      default:
        response.writeHead(204).end()
    }
  }

  #takeCell(request: IncomingMessage, response: ServerResponse): void {
    let bytes = 0
    request.on('data', (chunk: Uint8Array) => (bytes += chunk.length))
    request.on('end', () => {
      this.cells.push({ headers: JSON.stringify(request.headers), bytes })
      response.writeHead(204).end()
    })
  }
}

const paragraphs = '<p>Un párrafo de la nota.</p>'.repeat(60)
const articleWith = (
  integrity: string,
  injected: string,
) => `<!doctype html><html lang="es"><title>Nota</title><body>${injected}${paragraphs}
  <button type="button" data-cronista-open hidden>Escríbanos</button>${paragraphs}
  <p><button type="button" data-cronista-stop hidden>Detener</button></p>
  <p lang="en"><button type="button" data-cronista-stop hidden>Stop</button></p>
  <script src="/reader.js" integrity="${integrity}" crossorigin async></script>
  <script src="/reader.js" integrity="${integrity}" crossorigin async></script></body></html>`
