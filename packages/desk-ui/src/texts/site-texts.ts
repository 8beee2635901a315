import type { ReleaseStage } from '@cronista/desk/story-api'

/** What is said of the site and its releases. */
export interface SiteTexts {
  readonly heading: string
  readonly explanation: string
  readonly loading: string
  readonly none: string
  readonly release: (number: number) => string
  readonly head: string
  readonly headExplained: string
  readonly pending: (number: number) => string
  readonly nothingPending: string
  readonly stages: Readonly<Record<ReleaseStage, string>>
  readonly progress: (done: number, total: number) => string
  readonly publish: string
  readonly publishExplained: string
  readonly warnings: string
  readonly noWarnings: string
  readonly unknownWarning: string
}

/** What is said of the newsroom's devices and of admitting another. */
export interface DeviceTexts {
  readonly heading: string
  readonly explanation: string
  readonly loading: string
  readonly list: string
  readonly unknownPerson: string
  readonly own: string
  readonly member: string
  readonly silent: string
  readonly heard: (when: string) => string
  readonly ownCard: string
  readonly ownCardExplained: string
  readonly card: string
  readonly words: string
  readonly wordsExplained: string
  readonly copy: string
  readonly copied: string
  readonly admit: string
  readonly admitExplained: string
  readonly theirCard: string
  readonly readCard: string
  readonly cardOf: (name: string) => string
  readonly compare: string
  readonly confirm: string
  readonly admitDevice: string
  readonly otherCard: string
  readonly welcome: string
  readonly welcomeExplained: string
  readonly done: string
  readonly waiting: {
    readonly heading: string
    readonly explanation: string
    readonly steps: readonly [string, string, string]
    readonly welcome: string
    readonly accept: string
    readonly working: string
  }
}
