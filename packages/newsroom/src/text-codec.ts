// Both platforms have these; this package's types name neither the DOM nor Node.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { fatal: boolean; ignoreBOM: boolean })
  decode(bytes: Uint8Array): string
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 of `text`. */
export function toUtf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** The text of strictly valid UTF-8; throws TypeError for anything else. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}
