export * from './admission-card.ts'
export * from './batch.ts'
export * from './bytes.ts'
export * from './cell.ts'
export {
  asDeviceId,
  asMessageId,
  asNewsroomId,
  asPersonId,
  deviceIdOf,
  newsroomIdOf,
  sameId,
  type DeviceId,
  type MessageId,
  type NewsroomId,
  type PersonId,
} from './context.ts'
export * from './edition.ts'
export * from './errors.ts'
export type { PreparedInfo } from './hpke.ts'
export * from './journal-entry.ts'
export type { JournalHead } from './journal-head.ts'
export * from './journal-item.ts'
export * from './letter.ts'
export * from './lookup.ts'
export * from './parcel.ts'
export * from './parts.ts'
export type { Argon2Cost, Encapsulation, Primitives, Random } from './primitives.ts'
export * from './release.ts'
export * from './release-trust.ts'
export * from './reply-piece.ts'
export * from './reply.ts'
export * from './roster.ts'
export * from './roster-trust.ts'
export * from './schedule.ts'
export * from './segment.ts'
export * from './text.ts'
export * from './thread.ts'
export * from './welcome.ts'
export * from './words.ts'
