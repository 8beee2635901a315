import type { StoryMoveName } from '@cronista/desk/story-api'
import type { FigureKind } from '@cronista/newsroom'

/** What is said of a story on its way to the site. */
export interface ReviewTexts {
  readonly heading: string
  readonly moves: Readonly<Record<StoryMoveName, string>>
  readonly done: Readonly<Record<StoryMoveName, string>>
  readonly working: string
  readonly retry: string
  readonly cancel: string
  readonly beginExplained: string
  readonly submitExplained: string
  readonly faultsLeft: (faults: number) => string
  readonly waitsForSaving: string
  readonly proposed: string
  readonly proposedCorrection: string
  readonly proposedWithdrawal: string
  readonly onSite: string
  readonly withdrawn: string
  readonly published: (date: string) => string
  readonly address: string
  readonly digest: string
  readonly digestExplained: string
  readonly changedSince: string
  readonly yourApproval: string
  readonly approvedBy: (name: string) => string
  readonly you: (name: string) => string
  readonly noApproval: string
  readonly secondNeeded: string
  readonly approveConfirm: string
  readonly approveExplained: string
  readonly approveSecond: string
  readonly approveSecondWithdrawal: string
  readonly returnExplained: string
  readonly reason: string
  readonly reasonHint: string
  readonly holdUntil: (moment: string) => string
  readonly holdOver: string
  readonly holdExplained: string
  /** A withdrawal can be published: it has no hold. */
  readonly withdrawNow: string
  /** Two approved a withdrawal at once on desks that were apart; somebody says that it can go on. */
  readonly withdrawReady: string
  readonly publishExplained: string
  readonly publishConfirm: string
  readonly reopenExplained: string
  readonly corrections: string
  readonly correctionExplained: string
  readonly correctionText: string
  readonly correctionWarning: string
  readonly withdrawExplained: string
  readonly withdrawNote: string
  readonly withdrawConfirm: string
  readonly compared: string
  readonly added: string
  readonly removed: string
  readonly nothingChanged: string
  readonly byline: string
  readonly exactWords: string
  readonly unnamedBecause: string
  /** Stands over the description of a picture. */
  readonly picture: string
  /** What the numbers in a quotation are, as it is noted. */
  readonly figures: Readonly<Record<FigureKind, string>>
  readonly sourcing: string
  readonly editorsNote: string
  readonly correctionOf: (date: string) => string
  readonly history: string
  readonly historyEntry: (move: string, by: string, when: string) => string
}
