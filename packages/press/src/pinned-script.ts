import { concatBytes } from '@cronista/protocol'
import { PressError } from './press-error.ts'
import type { Newsroom } from './site.ts'

const NEWSROOM_ID = /^[0-9a-f]{64}$/u
const HOST_NAME = /^[0-9a-z]+(?:[.-][0-9a-z]+)*$/u

/** Writes the newsroom that the script trusts, and the hosts at which it lets anybody write, in front
 *  of it, but after a first line that speaks to the engine (`//# allFunctionsCalledOnLoad`), which
 *  counts only where it stands. Throws `newsroom-malformed`, `host-malformed`. */
export function pinnedScript(readerScript: Uint8Array, newsroom: Newsroom): Uint8Array {
  if (!NEWSROOM_ID.test(newsroom.id)) throw new PressError('newsroom-malformed')
  if (!newsroom.hosts.every((host) => HOST_NAME.test(host))) throw new PressError('host-malformed')
  const speaksToEngine =
    readerScript[0] === 0x2f && readerScript[1] === 0x2f && readerScript[2] === 0x23
  const head = speaksToEngine ? readerScript.indexOf(0x0a) + 1 : 0
  const pin = `self.cronistaNewsroom="${newsroom.id}";self.cronistaHosts=${JSON.stringify(newsroom.hosts)};\n`
  return concatBytes(
    readerScript.subarray(0, head),
    new TextEncoder().encode(pin),
    readerScript.subarray(head),
  )
}
