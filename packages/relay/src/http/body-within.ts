/** Reads a request's body, or gives `undefined` as soon as it is longer than `limit` bytes. */
export async function bodyWithin(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return undefined
  const pieces: Uint8Array[] = []
  let length = 0
  const stream: ReadableStream<Uint8Array> | null = request.body
  for await (const piece of stream ?? []) {
    length += piece.length
    if (length > limit) return undefined
    pieces.push(piece)
  }
  const body = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    body.set(piece, offset)
    offset += piece.length
  }
  return body
}
