/** The bytes at an address, or `undefined` if there are none to be had. */
export async function bytesAt(url: string): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(url)
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  } catch {
    return undefined
  }
}
