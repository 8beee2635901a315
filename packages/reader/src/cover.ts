import {
  coverPlaintext,
  ProtocolError,
  sealCell,
  type EpochRecipient,
  type NewsroomId,
  type Primitives,
  type Random,
} from '@cronista/protocol'

/** What sealing cover takes. */
export interface CoverWorld {
  readonly primitives: Primitives
  readonly random: Random
  readonly newsroomId: NewsroomId
}

/** Seals a cell of cover (§4); under the same number to a key that nobody holds, where the recipient's
 *  is none. The cell says no more than that. */
export function sealCover(
  { primitives, random, newsroomId }: CoverWorld,
  recipient: EpochRecipient,
): Uint8Array {
  const seal = (to: EpochRecipient): Uint8Array =>
    sealCell(primitives, newsroomId, to, coverPlaintext(), random(64))
  try {
    return seal(recipient)
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    return seal({ number: recipient.number, publicKey: primitives.xwingPublicKey(random(32)) })
  }
}
