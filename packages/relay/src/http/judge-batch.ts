import { isBatchSigned, parseBatch, sameId } from '@cronista/protocol'
import { hourOf } from '../domain/hour.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'
import type { DeskDevice } from './desk-gate.ts'
import { judged, refused, type Verdict } from './verdict.ts'

/** Judges a batch and keeps it (§9): its size, the signature inside it, which is of the device that
 *  hands it in, and a number that is the one in the path and the next of that device. What is in it the
 *  relay cannot know. */
export async function judgeBatch(
  ports: RelayPorts,
  from: DeskDevice,
  number: number,
  bytes: Uint8Array,
): Promise<Verdict> {
  const { primitives, newsroomId, batches, clock } = ports
  return judged(async () => {
    const batch = parseBatch(bytes)
    if (!sameId(batch.deviceId, from.id)) return refused('batch-foreign')
    if (!isBatchSigned(primitives, newsroomId, batch, from.publicKey))
      return refused('batch-unsigned')
    if (batch.number !== number) return refused('batch-misnumbered')
    const receipt = await batches.append({ deviceId: from.id, number, bytes }, hourOf(clock()))
    return receipt === 'refused' ? refused('batch-out-of-order') : { kind: 'stored' }
  })
}
