import type {
  GateFindingView,
  GatePlaceView,
  GateVerdict,
  ProtectionKindName,
} from '@cronista/desk/story-api'
import type { Language } from './language.ts'

/** What keeps a story from being published, in sentences. The gate proves texts; what can be concluded
 *  between the lines, it does not see, and these texts must not say that it does. */
export interface GateTexts {
  readonly heading: string
  readonly blocked: (findings: number) => string
  /** The same of a story that readers have already. */
  readonly exposed: (findings: number) => string
  /** What it means, and what can be done. */
  readonly settle: Readonly<Record<GateVerdict['judged'], string>>
  readonly clear: string
  /** With what it was compared. */
  readonly compared: (sources: number, texts: number) => string
  /** Nothing was found because there was nothing to look for. */
  readonly noSources: string
  /** What was written since is not judged yet. */
  readonly judging: string
  readonly limits: string
  /** The story is not complete, so that it was not judged. */
  readonly nothing: string
  readonly groups: Readonly<Record<GateFindingView['rule'], string>>
  /** `whose` is how the source is called in print, in quotation marks, or who it is otherwise; `what` is
   *  "a surname", for instance. */
  readonly codes: Readonly<Record<GateFindingView['code'], (whose: string, what: string) => string>>
  /** The kind of a protected text, as a sentence says it. */
  readonly what: Readonly<Record<ProtectionKindName, string>>
  /** A source of which the finding says nothing, and one that this desk has not heard of. */
  readonly aSource: string
  readonly unknownSource: string
  readonly label: (label: string) => string
  /** What the button that leads there is called, in front of the place. */
  readonly goTo: (place: string) => string
  readonly morePlaces: (places: number) => string
  /** Leads to what is noted of the source, where some findings are settled. */
  readonly toSource: string
  readonly toFigures: string
  readonly places: {
    readonly penName: string
    readonly series: string
    readonly correction: (number: number) => string
    readonly note: string
    readonly reason: string
    readonly aSegment: string
    readonly source: string
    readonly story: string
    readonly speaker: string
    readonly where: string
    readonly exactWords: string
    readonly in: (place: string, language: Language) => string
    readonly part: (segment: string, part: string) => string
    readonly otherStory: (headline: string, place: string) => string
    readonly site: Readonly<
      Record<Extract<GatePlaceView, { kind: 'site' }>['part'], (path: string) => string>
    >
  }
}
