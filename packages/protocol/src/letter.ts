import { deflateSync, Inflate } from 'fflate'
import { concatBytes } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { fromUtf8, utf8 } from './text.ts'
import type { Language } from './words.ts'

/** The longest text of one letter, in UTF-16 code units: what a text field counts. */
export const MAX_LETTER_CHARACTERS = 20_000

const LETTER_VERSION = 1
const HEADER_BYTES = 2
// A UTF-16 code unit takes at most three bytes of UTF-8 (a pair takes four).
const MAX_LETTER_BYTES = HEADER_BYTES + 3 * MAX_LETTER_CHARACTERS
// Inflation works in blocks, so that a bomb is noticed after one of them.
const INFLATE_STEP_BYTES = 512

const languages: readonly Language[] = ['es', 'en']

/** What somebody says, before it is cut: the same upwards and downwards (§4). */
export interface Letter {
  readonly language: Language
  readonly text: string
}

/** Deflates a letter. Throws `letter-empty`, `letter-too-long`, or `letter-malformed` for text with
 *  a lone surrogate, which no UTF-8 can carry. */
export function packLetter(letter: Letter): Uint8Array {
  if (letter.text === '') throw new ProtocolError('letter-empty')
  if (letter.text.length > MAX_LETTER_CHARACTERS) throw new ProtocolError('letter-too-long')
  if (/\p{Surrogate}/u.test(letter.text)) throw new ProtocolError('letter-malformed')
  const language = languages.indexOf(letter.language)
  const plain = concatBytes(Uint8Array.of(LETTER_VERSION, language), utf8(letter.text))
  return deflateSync(plain, { level: 9 })
}

/** Inflates and reads a letter, to its last byte. Throws `letter-malformed`, or `letter-too-long` as soon as it has
 *  inflated beyond the longest letter there can be. */
export function unpackLetter(packed: Uint8Array): Letter {
  const plain = inflateBounded(packed)
  const language = languages[plain[1] ?? languages.length]
  const text = fromUtf8(plain.subarray(HEADER_BYTES))
  if (
    plain[0] !== LETTER_VERSION ||
    language === undefined ||
    text === undefined ||
    text === '' ||
    text.length > MAX_LETTER_CHARACTERS ||
    hasBytesAfterItsEnd(packed)
  )
    throw new ProtocolError('letter-malformed')
  return { language, text }
}

/** Whether what was inflated ends before its last byte: then it is whole without that byte too. */
function hasBytesAfterItsEnd(packed: Uint8Array): boolean {
  try {
    inflateBounded(packed.subarray(0, -1))
    return true
  } catch {
    return false
  }
}

function inflateBounded(packed: Uint8Array): Uint8Array {
  const seen = { length: 0, ended: false }
  const pieces: Uint8Array[] = []
  const inflate = new Inflate((piece, final) => {
    pieces.push(piece)
    seen.length += piece.length
    seen.ended = final
    if (seen.length > MAX_LETTER_BYTES) throw new ProtocolError('letter-too-long')
  })
  try {
    for (let offset = 0; offset < packed.length; offset += INFLATE_STEP_BYTES) {
      const end = offset + INFLATE_STEP_BYTES
      inflate.push(packed.subarray(offset, end), end >= packed.length)
    }
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause
    throw new ProtocolError('letter-malformed', { cause })
  }
  if (!seen.ended) throw new ProtocolError('letter-malformed')
  return concatBytes(...pieces)
}
