export { openPress, type KeepFile, type Press, type PressSources, type SiteFiles } from './press.ts'
export { PressError, pressErrorCodes, type PressErrorCode } from './press-error.ts'
export type { Newsroom } from './site.ts'
export { cellsWithin, visitCost, type VisitCost } from './visit-cost.ts'
