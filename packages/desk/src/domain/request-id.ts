import { concatBytes, toHex, utf8, type DeviceId, type Primitives } from '@cronista/protocol'

/** The id of what a request makes, 32 hexadecimal digits: the same request again makes nothing new, also
 *  after a crash. It tells nothing of when or by whom it was asked to whoever does not know the request. */
export function idOfRequest(
  p: Pick<Primitives, 'sha256'>,
  deviceId: DeviceId,
  kind: 'pen name' | 'protection' | 'series' | 'source' | 'story',
  requestId: string,
): string {
  const named = concatBytes(utf8(`cronista/1 ${kind}\0`), deviceId, utf8(requestId))
  return toHex(p.sha256(named).subarray(0, 16))
}
