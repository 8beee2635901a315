import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { ySyncPluginKey } from 'y-prosemirror'

const structuralEditKey = new PluginKey('structural-edit')

/** Marks the transaction as one of the editor's own commands, which may add and remove segments. */
export function structural(transaction: Transaction): Transaction {
  return transaction.setMeta(structuralEditKey, true)
}

/** Lets nothing but the editor's own commands, and what other editors did, add or remove segments and
 *  cells. Browsers and input methods know no two columns: whatever else they make of a selection across
 *  cells is refused, so that a paragraph never slides away from its translation. */
export const structuralEdits = new Plugin({
  key: structuralEditKey,
  filterTransaction: (transaction) =>
    !transaction.docChanged ||
    transaction.getMeta(structuralEditKey) === true ||
    transaction.getMeta(ySyncPluginKey) !== undefined ||
    haveSameCells(transaction.before, transaction.doc),
})

function haveSameCells(before: Node, after: Node): boolean {
  return haveSameChildren(before, after, (segment, other) =>
    haveSameChildren(segment, other, (cell, otherCell) => cell.type === otherCell.type),
  )
}

function haveSameChildren(
  node: Node,
  other: Node,
  isSame: (child: Node, otherChild: Node) => boolean,
): boolean {
  if (node.childCount !== other.childCount) return false
  for (let index = 0; index < node.childCount; index += 1) {
    const [child, otherChild] = [node.child(index), other.child(index)]
    if (child !== otherChild && !(child.type === otherChild.type && isSame(child, otherChild)))
      return false
  }
  return true
}
