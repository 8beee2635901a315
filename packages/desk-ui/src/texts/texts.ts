import type { DeskFailureCode } from '../api/desk-failure.ts'
import type { DeskWarningCode, ReplyState } from '@cronista/desk/api'
import type { Language } from './language.ts'
import type { GateTexts } from './gate-texts.ts'
import type { ReviewTexts } from './review-texts.ts'
import type { DeviceTexts, SiteTexts } from './site-texts.ts'
import type { ConsentTexts, NameTexts, ProtectionTexts } from './source-texts.ts'
import type { EditorTexts, FaultTexts, StoryListTexts } from './story-texts.ts'

/** Everything the desk page says, in one language. A sentence with a number in it is a function,
 *  so that each language inflects it its own way. Accessible names of controls are here too. */
export interface Texts {
  readonly deskName: string
  readonly deskOf: (newsroom: string) => string
  readonly skipToConversation: string
  readonly interfaceLanguage: string
  readonly languageNames: Readonly<Record<Language, string>>
  readonly demo: { readonly label: string; readonly sentence: string }
  readonly unlock: {
    readonly heading: string
    readonly explanation: string
    readonly passphrase: string
    readonly show: string
    readonly submit: string
    readonly working: string
    readonly lockedHereOnly: string
    readonly expired: string
    readonly draftsKept: string
    readonly discardDrafts: string
    readonly withoutToken: string
    readonly nothingStored: string
  }
  readonly lock: string
  readonly sections: {
    readonly label: string
    readonly conversations: string
    readonly stories: string
    readonly site: string
    readonly devices: string
    readonly unread: (conversations: number) => string
    readonly waiting: (stories: number) => string
  }
  readonly desk: {
    readonly person: (name: string) => string
    readonly warnings: string
    readonly statusLabel: string
    readonly collected: (ago: string) => string
    readonly neverCollected: string
    /** Of a desk that holds no key of the letters yet. */
    readonly collectsNothing: string
    readonly synced: (ago: string) => string
    readonly neverSynced: string
    readonly edition: (number: number, next: string) => string
    readonly noEdition: (next: string) => string
    /** `waiting` replies found no place in the newest edition. */
    readonly capacity: (waiting: number) => string
    /** Heads the list of conversations whose replies found no place. */
    readonly withoutPlace: string
    readonly waitsSince: (handle: string, replies: number, ago: string) => string
    readonly buildsHere: string
    readonly buildsElsewhere: string
    readonly details: string
    readonly fingerprint: string
    readonly fingerprintExplained: string
  }
  readonly inbox: {
    readonly heading: string
    readonly count: (conversations: number, unread: number) => string
    readonly loading: string
    readonly emptyHeading: string
    readonly emptyText: string
    readonly unread: string
    readonly unreadMessages: (messages: number) => string
    /** Stands in front of the newest message, under the oldest unread one. */
    readonly newest: string
    readonly repliesWaiting: (count: number) => string
    readonly writesIn: Readonly<Record<Language, string>>
    readonly arrived: (handle: string) => string
    /** Shows what is filed away. */
    readonly filed: (conversations: number) => string
    readonly filedHeading: string
    readonly backToInbox: string
    /** Messages of one conversation that wait above the day's quota. */
    readonly held: (messages: number) => string
    readonly strangersHeld: (messages: number) => string
    readonly dropped: (messages: number) => string
    readonly admitStrangers: (atMost: number) => string
  }
  readonly conversation: {
    readonly region: string
    readonly back: string
    readonly nothingChosenHeading: string
    readonly nothingChosenText: string
    readonly loading: string
    readonly opened: (date: string) => string
    readonly handleExplained: string
    readonly fileAway: string
    readonly takeBack: string
    readonly filedAway: string
    readonly held: (messages: number) => string
    readonly admit: string
    readonly transcript: (handle: string) => string
    readonly message: (handle: string, when: string) => string
    readonly reply: (number: number, by: string) => string
    readonly replyLabel: (number: number, when: string) => string
    readonly inLanguage: Readonly<Record<Language, string>>
    readonly state: Readonly<
      Record<ReplyState, { readonly name: string; readonly explanation: string }>
    >
  }
  readonly replyBox: {
    readonly label: (handle: string) => string
    readonly language: string
    readonly characters: (written: string, maximum: string) => string
    readonly tooLong: (over: string) => string
    readonly records: (needed: number, capacity: number) => string
    readonly editionFull: (waiting: number) => string
    /** An answer that is cut into `pieces` replies, which take `editions` editions at best. */
    readonly inPieces: (pieces: number, editions: number) => string
    readonly send: string
    readonly sending: string
    readonly retry: string
    readonly shortcut: string
    readonly sent: (number: number) => string
    readonly sentInPieces: (number: number, pieces: number, editions: number) => string
    readonly notSent: string
    readonly unconfirmed: string
  }
  readonly stories: StoryListTexts
  readonly editor: EditorTexts
  readonly faults: FaultTexts
  readonly names: NameTexts
  readonly consents: ConsentTexts
  readonly protections: ProtectionTexts
  readonly gate: GateTexts
  readonly review: ReviewTexts
  readonly site: SiteTexts
  readonly devices: DeviceTexts
  readonly failures: Readonly<Record<DeskFailureCode, string>>
  readonly warnings: Readonly<Record<DeskWarningCode, string>>
}
