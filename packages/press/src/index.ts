export { PressError, pressErrorCodes, type PressErrorCode } from './press-error.ts'
export { pressSite, type SiteFiles, type SiteSources } from './press-site.ts'
export type { Newsroom } from './site.ts'
export {
  languages,
  type Block,
  type PlainDate,
  type Quotation,
  type Span,
  type Story,
  type StoryText,
} from './story.ts'
export { cellsWithin, visitCost, type VisitCost } from './visit-cost.ts'
