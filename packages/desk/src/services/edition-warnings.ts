import type { DeskWarningCode } from '../http/api.ts'

const expectedFaults: readonly DeskWarningCode[] = [
  'desk-is-older-copy',
  'device-refused',
  'edition-refused',
  'relay-unreachable',
  'roster-refused',
  'storage-failed',
]

/** The warning for what a round of editions failed with. */
export function editionWarningOf(code: string): DeskWarningCode {
  return expectedFaults.find((expected) => expected === code) ?? 'edition-failed'
}
