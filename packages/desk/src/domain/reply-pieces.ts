// Cuts a long answer into replies that each fit an edition beside others'. A piece can be read by itself,
// in a short visit: nobody has to stay over several editions to read anything.
import {
  cut,
  MAX_LETTER_CHARACTERS,
  markPiece,
  packLetter,
  RECORD_CAPACITY,
  REPLY_BODY_BYTES,
  type Letter,
} from '@cronista/protocol'

/** The most records of one piece: three pieces fill an edition, and three threads share one. */
const PIECE_RECORDS = 5
/** The longest answer, in UTF-16 code units: what a text field counts. */
export const MAX_ANSWER_CHARACTERS = 100_000

const WIDEST_MARK = { piece: 999, of: 999 }
/** Where to cut, the best first: after a paragraph, a line, a sentence, a word. */
const ENDS = [/\n\s*\n/gu, /\n/gu, /[.!?…]["'»”)]*\s/gu, /\s/gu]

/** How many records a reply takes; throws `letter-too-long`, `letter-empty` or `letter-malformed`. */
export function recordsOf(letter: Letter): number {
  return cut(packLetter(letter), REPLY_BODY_BYTES).length
}

/** The texts of the replies that say an answer, in their order: itself if it is short, else its pieces,
 *  each marked. Throws `letter-empty` or `letter-malformed`; RangeError beyond the longest answer. */
export function replyPieces({ language, text }: Letter): readonly string[] {
  if (text.length > MAX_ANSWER_CHARACTERS) throw new RangeError('an answer has a longest')
  if (fitsPiece({ language, text })) return [text]
  const pieces: string[] = []
  for (let rest = text; rest !== '';) {
    const length = pieceLength(language, rest)
    pieces.push(rest.slice(0, length))
    rest = rest.slice(length)
  }
  return pieces.map((piece, index) => markPiece(piece, { piece: index + 1, of: pieces.length }))
}

/** How many editions replies of these many records take, one thread's alone, if each edition that lists
 *  some is followed by the contributor's word that they were read. */
export function editionsFor(records: readonly number[]): number {
  let [editions, room] = [0, 0]
  for (const taken of records) {
    if (taken > room) [editions, room] = [editions + 1, RECORD_CAPACITY]
    room -= taken
  }
  return editions
}

function fitsPiece(letter: Letter): boolean {
  return letter.text.length <= MAX_LETTER_CHARACTERS && recordsOf(letter) <= PIECE_RECORDS
}

/** How much of a text the next piece takes: as much as fits, up to the best place to cut in its last
 *  third, and never half a character. */
function pieceLength(language: Letter['language'], text: string): number {
  const fits = (length: number) =>
    fitsPiece({ language, text: markPiece(text.slice(0, whole(text, length)), WIDEST_MARK) })
  let [least, most] = [1, Math.min(text.length, MAX_LETTER_CHARACTERS)]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (fits(middle)) least = middle
    else most = middle - 1
  }
  const longest = whole(text, least)
  if (longest >= text.length) return text.length
  const head = text.slice(0, longest)
  for (const end of ENDS) {
    const last = [...head.matchAll(end)].at(-1)
    const cutAt = last === undefined ? 0 : last.index + last[0].length
    if (cutAt >= (longest * 2) / 3) return cutAt
  }
  return longest
}

/** This length, or one more where it would divide a pair. */
function whole(text: string, length: number): number {
  const unit = text.charCodeAt(length - 1)
  const isHalf = unit >= 0xd800 && unit < 0xdc00
  return isHalf && length < text.length ? length + 1 : length
}
