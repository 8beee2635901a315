/** Everything the composer says, in one language. Sentences for a frightened person: short, plain,
 *  and true. It never promises more than docs/threat-model.md shows. */
export interface Catalogue {
  readonly panel: string
  readonly leave: string
  readonly leaveHint: string
  /** The name of the other language, in that language. */
  readonly otherLanguage: string
  readonly demo: string

  readonly startTitle: string
  readonly startLead: string
  readonly watchersTitle: string
  /** Who still sees what: one line for each adversary of the threat model. */
  readonly watchers: readonly (readonly [who: string, what: string])[]
  readonly privateTab: string
  readonly firstTime: string
  readonly returning: string
  /** Said in the composer and at the foot of the page. */
  readonly coverStopped: string

  /** On a copy of the site, instead of everything else. */
  readonly copyTitle: string
  readonly copyLead: string
  /** Before the list of hosts. */
  readonly copyHosts: string
  /** Instead of the list, when the copy names none. */
  readonly copyHostsUnknown: string
  readonly copyAltered: string

  readonly wordsTitle: string
  readonly wordsLead: string
  /** While they are being drawn. */
  readonly wordsComing: string
  /** What they are good for, and for whom. */
  readonly wordsKey: string
  readonly wordsAdvice: readonly string[]
  readonly wordsList: string
  readonly wordsLearnt: string
  readonly wordsAgain: string

  readonly exerciseTitle: string
  readonly exerciseLead: string
  exerciseQuestion(position: number): string
  exerciseWrong(position: number): string
  readonly exerciseDone: string

  readonly returningTitle: string
  readonly returningLead: string
  /** What stands before a word's number. */
  readonly wordPosition: string
  readonly wordEmpty: string
  readonly parityWrong: string
  readonly opening: string
  readonly openingFailed: string
  readonly tryAgain: string
  readonly startOver: string

  readonly letters: string
  readonly eraseLetter: string
  readonly candidates: string
  readonly wordListLanguage: string
  readonly pickLetters: string
  candidateCount(count: number): string

  readonly conversationTitle: string
  readonly writeTitle: string
  readonly writeLead: string
  /** After it, with the time that about 500 words take now. */
  writePace(wait: string): string
  readonly writeLabel: string
  readonly writeKeyboard: string
  charactersLeft(count: number): string
  charactersOver(count: number): string
  readonly send: string
  readonly sendEmpty: string
  readonly queued: string

  readonly messagesTitle: string
  readonly receiptLabel: string
  readonly preparing: string
  leaving(sends: number, needed: number, wait: string): string
  readonly notLeaving: string
  readonly left: string
  readonly received: string
  about(millis: number): string
  readonly stay: string
  /** Instead of `stay` while nothing can leave. */
  readonly held: string
  readonly mayGo: string

  readonly newsroomWaiting: string
  readonly newsroomRefused: string
  readonly newsroomStale: string
  readonly newsroomClock: string
  /** The phone says that it has no connection. */
  readonly newsroomNoLine: string
  /** What seals and opens has stopped, or takes very long; before and after a thread is open. */
  readonly workerSilent: string

  readonly repliesTitle: string
  readonly repliesLead: string
  readonly repliesNone: string
  /** Instead, while no edition could be checked. */
  readonly repliesUnknown: string
  /** From when the newest edition is that came to this page. */
  newestFrom(millis: number): string
  readonly repliesIncomplete: string
  /** The last reply is a piece of a longer answer. */
  readonly replyGoesOn: string
  /** With which piece of a long answer it is, if it is one. */
  replyNumber(number: number, piece?: { readonly piece: number; readonly of: number }): string
  readonly replyRead: string
  readonly replyMarked: string
  confirmedElsewhere(number: number): string
}
