/** The most bytes of one Yjs update. */
export const MAX_UPDATE_BYTES = 512 * 1024
/** The most bytes of a story's Yjs document, with all that was ever deleted in it. */
export const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024
