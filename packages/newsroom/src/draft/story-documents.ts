// The Yjs documents of stories. Events only collect updates; a document is put together when somebody
// asks, kept, and brought up to each newer state by what has come since.
import * as Y from 'yjs'
import { fromBase64Url } from '../base64-url.ts'
import type { StoryEdited } from '../events/story-events.ts'
import { NewsroomError } from '../newsroom-error.ts'
import type { RadixMap } from '../radix-map.ts'
import type { StoryState } from '../state/story-state.ts'
import { AcceptedUpdates } from './accepted-updates.ts'
import { MAX_UPDATE_BYTES } from './draft-limits.ts'
import { readDraft } from './read-draft.ts'
import { readUpdate } from './read-update.ts'
import type { StoryDraft } from './story-draft.ts'

interface KeptDocument {
  readonly doc: Y.Doc
  readonly accepted: AcceptedUpdates
  edits: RadixMap<StoryEdited>
  draft: StoryDraft | undefined
}

/** The documents of one desk's stories. */
export class StoryDocuments {
  readonly #kept = new Map<string, KeptDocument>()

  /** What is written in the story. */
  draftOf(story: StoryState): StoryDraft {
    const kept = this.#documentOf(story)
    return (kept.draft ??= readDraft(kept.doc))
  }

  /** The whole document as one update; or, if `vector` is given, what somebody with that state vector
   *  lacks. Throws `update-malformed` for what is no state vector. */
  updateOf(story: StoryState, vector?: Uint8Array): Uint8Array {
    const { doc } = this.#documentOf(story)
    try {
      return Y.encodeStateAsUpdate(doc, vector)
    } catch (cause) {
      throw new NewsroomError('update-malformed', { cause })
    }
  }

  /** The state vector of the document. */
  vectorOf(story: StoryState): Uint8Array {
    return Y.encodeStateVector(this.#documentOf(story).doc)
  }

  /** Whether the update would change the document. Throws `update-too-large`, `update-malformed` or
   *  `document-too-large` for one that must not be written to the journal. */
  accepts(story: StoryState, update: Uint8Array): boolean {
    if (update.byteLength > MAX_UPDATE_BYTES) throw new NewsroomError('update-too-large')
    const { accepted } = this.#documentOf(story)
    const reading = readUpdate(update)
    if (reading === undefined || accepted.isTooDeep(reading))
      throw new NewsroomError('update-malformed')
    const before = this.updateOf(story)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, before)
    try {
      Y.applyUpdate(doc, update)
    } catch (cause) {
      throw new NewsroomError('update-malformed', { cause })
    }
    if (isSame(before, Y.encodeStateAsUpdate(doc))) return false
    if (accepted.isTooLarge(update.byteLength)) throw new NewsroomError('document-too-large')
    return true
  }

  /** Forgets what was kept of a story, for instance when its body key is destroyed. */
  forget(id: string): void {
    this.#kept.get(id)?.doc.destroy()
    this.#kept.delete(id)
  }

  #documentOf({ id, edits }: StoryState): KeptDocument {
    const known = this.#kept.get(id)
    if (known?.edits === edits) return known
    if (known === undefined) return this.#rebuilt(id, edits)
    const before = known.edits
    const fresh = [...edits.since(before)]
      .map(([update]) => update)
      .filter((one) => !before.has(one))
    // What is typed cannot be taken out of a document: a state that lacks some of it has another.
    if (before.size + fresh.length !== edits.size) return this.#rebuilt(id, edits)
    const taken = known.accepted.take(fresh.map(fromBase64Url))
    if (taken === undefined) return this.#rebuilt(id, edits)
    apply(known.doc, taken)
    known.edits = edits
    known.draft = undefined
    return known
  }

  #rebuilt(id: string, edits: RadixMap<StoryEdited>): KeptDocument {
    const accepted = new AcceptedUpdates()
    const kept = { doc: new Y.Doc(), accepted, edits, draft: undefined }
    apply(kept.doc, accepted.take([...edits.keys()].map(fromBase64Url)) ?? [])
    this.#kept.set(id, kept)
    return kept
  }
}

/** Adds updates to the document. After a merge Yjs tidies formatting, by deletions that depend on the
 *  order in which updates came: two desks would read two drafts. It does not after a transaction that
 *  calls itself local. An update that Yjs does not understand is left out: it was refused where it was
 *  written, and must not hide the others. */
function apply(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  doc.transact((transaction) => {
    for (const update of updates) {
      try {
        Y.applyUpdate(doc, update)
      } catch {
        continue
      }
    }
    transaction.local = true
  })
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
