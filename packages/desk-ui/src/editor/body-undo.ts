import * as Y from 'yjs'
import { ySyncPluginKey } from 'y-prosemirror'

/** What this page can take back: its own changes to the body and no one else's. Undoing the making of a
 *  segment does not remove it once somebody else has written into it. */
export function bodyUndo(body: Y.XmlFragment): Y.UndoManager {
  return new Y.UndoManager(body, {
    trackedOrigins: new Set([ySyncPluginKey]),
    deleteFilter: ({ content }: Y.Item) =>
      !(content instanceof Y.ContentType) || !holdsWordsOfOthers(content.type, body.doc?.clientID),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  })
}

function holdsWordsOfOthers(type: Y.AbstractType<unknown>, own: number | undefined): boolean {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentString && item.id.client !== own) return true
    if (item.content instanceof Y.ContentType && holdsWordsOfOthers(item.content.type, own))
      return true
  }
  return false
}
