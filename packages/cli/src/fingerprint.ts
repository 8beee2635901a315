import { asNewsroomId, fromHex, type NewsroomId } from '@cronista/protocol'

/** The newsroom id in a fingerprint as people write it: 64 hexadecimal digits in either case, with
 *  spaces, colons or hyphens between them. `undefined` for anything else. */
export function parseFingerprint(text: string): NewsroomId | undefined {
  const digits = text.replaceAll(/[\s:-]/gu, '').toLowerCase()
  return /^[0-9a-f]{64}$/u.test(digits) ? asNewsroomId(fromHex(digits)) : undefined
}
