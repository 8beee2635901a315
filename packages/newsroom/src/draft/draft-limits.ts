/** The most bytes of one Yjs update. */
export const MAX_UPDATE_BYTES = 512 * 1024
/** The most levels of a story's Yjs document: segment, language, text and what is written in it are four. */
export const MAX_NESTING = 8
/** The most bytes of the updates of a story's Yjs document, with all that was ever deleted in it. */
export const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024
