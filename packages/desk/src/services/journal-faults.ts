// What was found wrong with other devices' chains. It is kept: a fork stays one when nobody looks.
import { utf8, fromUtf8 } from '@cronista/protocol'
import { z } from 'zod'
import { DeskError } from '../desk-error.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { readNote, writeNote } from './notes.ts'

/** Two entries of one device and sequence, or an entry that does not follow the one before. */
export type JournalFaultCode = 'journal-forked' | 'journal-reordered'

/** More are of no more use. */
const MAX_FAULTS = 64

const noteSchema = z.array(
  z.object({
    code: z.enum(['journal-forked', 'journal-reordered']),
    deviceId: z.string(),
    sequence: z.int(),
  }),
)

type JournalFault = z.infer<typeof noteSchema>[number]

/** The faults found so far. */
export class JournalFaults {
  readonly #keys: DeskKeys
  readonly #store: DeskStore
  #found: readonly JournalFault[]

  constructor(keys: DeskKeys, store: DeskStore) {
    this.#keys = keys
    this.#store = store
    const note = readNote(keys, store, 'journal-faults')
    this.#found = note === undefined ? [] : parsed(note)
  }

  /** Which kinds there are. */
  codes(): readonly JournalFaultCode[] {
    return [...new Set(this.#found.map(({ code }) => code))]
  }

  /** Remembers a fault, durably. Throws `storage-failed`. */
  record(fault: JournalFault): void {
    const isKnown = this.#found.some(
      ({ code, deviceId, sequence }) =>
        code === fault.code && deviceId === fault.deviceId && sequence === fault.sequence,
    )
    if (isKnown || this.#found.length >= MAX_FAULTS) return
    const found = [...this.#found, fault]
    this.#store.change((stores) =>
      writeNote(this.#keys, stores, 'journal-faults', utf8(JSON.stringify(found))),
    )
    this.#found = found
  }
}

function parsed(note: Uint8Array): readonly JournalFault[] {
  const faults = noteSchema.safeParse(jsonIn(note))
  if (!faults.success) throw new DeskError('storage-damaged', { place: 'note' })
  return faults.data
}

function jsonIn(note: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(note) ?? '')
  } catch {
    return undefined
  }
}
