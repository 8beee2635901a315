// The newsroom's site with its script altered on the way, as it would be if somebody built a leak into
// it. Nothing of the product is changed: the leak is appended to the bytes that go out.
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** Mistakes that somebody could make. Each waits until the composer is opened. */
export const leaks = {
  /** One thing remembered. */
  storage: "localStorage.setItem('abierto', '1')",
  /** The text kept in a field that browsers bring back. */
  field: `{ const field = document.createElement('textarea');
    field.name = 'nota'; document.body.append(field);
    document.addEventListener('input', (event) => { field.value = event.composedPath()[0].value }) }`,
  /** An address for the composer. */
  history: "history.pushState(null, '', '#escribir')",
} as const

/** Which mistake was made. */
export type Leak = keyof typeof leaks

/** A site that runs. */
export interface LeakySite {
  readonly siteUrl: string
  close(): Promise<void>
}

/** Serves what the newsroom serves at an address of its own, with these leaks in the script. */
export async function openLeakySite(siteUrl: string, made: readonly Leak[]): Promise<LeakySite> {
  const body = made.map((leak) => leaks[leak]).join('\n')
  const added = `\nif (typeof document === 'object') document.addEventListener('click', (event) => {
    if (!self.hasLeaked && event.target.closest?.('[data-cronista-open]')) { self.hasLeaked = true; ${body} } }, true)\n`
  const server = createServer((request, answer) => {
    void (async () => {
      const { method = 'GET', url = '/' } = request
      const sent = method === 'POST' ? { body: new Uint8Array(await buffer(request)) } : {}
      const type = request.headers['content-type']
      const headers = type === undefined ? {} : { 'content-type': type }
      const original = await fetch(`${siteUrl}${url}`, { method, headers, ...sent })
      const bytes = Buffer.from(await original.arrayBuffer())
      answer.statusCode = original.status
      for (const [name, value] of original.headers)
        if (
          !/^(?:content-encoding|content-length|transfer-encoding|connection|keep-alive|date|integrity-policy)$/u.test(
            name,
          )
        )
          answer.setHeader(name, value)
      if (/\/assets\/reader\.[^/]*\.js$/u.test(url)) answer.end(`${bytes.toString()}${added}`)
      else if (original.headers.get('content-type')?.startsWith('text/html') === true)
        answer.end(bytes.toString().replaceAll(/ integrity="[^"]*"/gu, ''))
      else answer.end(bytes)
    })().catch(() => answer.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    siteUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
