import type { Texts } from './texts.ts'

function counted(count: number, one: string, other: string): string {
  return `${String(count)} ${count === 1 ? one : other}`
}

/** The desk page in English. */
export const en: Texts = {
  deskName: 'Newsroom desk',
  deskOf: (newsroom) => `Desk of ${newsroom}`,
  skipToConversation: 'Skip to the conversation',
  interfaceLanguage: 'Language of this page',
  languageNames: { es: 'Español', en: 'English' },
  demo: {
    label: 'Demonstration',
    sentence: 'Times are shortened to seconds. Write nothing real here.',
  },
  unlock: {
    heading: 'This desk is locked',
    explanation:
      'Its conversations are stored encrypted. The passphrase opens them in memory only.',
    passphrase: 'Passphrase',
    show: 'Show what I type',
    submit: 'Unlock the desk',
    working: 'Deriving the key. This takes a moment on purpose: it slows down whoever guesses.',
    lockedHereOnly:
      'This page is locked, but the desk did not answer and may still be open. Stop it in the terminal.',
    expired: 'The desk no longer accepts this page. It was probably restarted.',
    draftsKept: 'What you had not sent is still in this page’s memory. Do not close or reload it.',
    discardDrafts: 'Discard what was not sent',
    withoutToken:
      'If the desk was locked or started again, open the newest address that the terminal printed. If it is still unlocked, the passphrase is enough.',
    nothingStored:
      'This page stores nothing in the browser. Reloading or closing it locks it and discards what was not sent.',
  },
  lock: 'Lock',
  desk: {
    person: (name) => `At this desk: ${name}`,
    warnings: 'Warnings',
    statusLabel: 'State of the desk',
    collected: (ago) => `Collected ${ago}`,
    neverCollected: 'Nothing collected yet',
    edition: (number, next) => `Edition ${String(number)} is out; the next ${next}`,
    noEdition: (next) => `No edition yet; the first ${next}`,
    capacity: (waiting) =>
      waiting === 0
        ? 'Every reply has its place'
        : `${counted(waiting, 'reply waits', 'replies wait')} for a place`,
    details: 'About this desk',
    fingerprint: 'The newsroom’s fingerprint',
    fingerprintExplained:
      'The same one that is printed, spoken and pinned in the site’s script. Compare it with your colleagues.',
  },
  inbox: {
    heading: 'Conversations',
    count: (conversations, unread) =>
      unread === 0
        ? `${String(conversations)}, all read`
        : `${String(conversations)}, ${String(unread)} unread`,
    loading: 'Opening the conversations…',
    emptyHeading: 'Nobody has written yet',
    emptyText:
      'This desk collects everything the relay holds, on a clock, and opens all of it. When someone writes, the conversation appears here under a name that the desk invents.',
    unread: 'Unread',
    repliesWaiting: (count) => counted(count, 'reply not confirmed', 'replies not confirmed'),
    writesIn: { es: 'Spanish', en: 'English' },
    arrived: (handle) => `New words from ${handle}`,
  },
  conversation: {
    region: 'Conversation',
    back: 'All conversations',
    nothingChosenHeading: 'Choose a conversation',
    nothingChosenText:
      'Arrow keys move through the list, Enter opens, Escape comes back to it. Nothing you open here leaves a trace in the address bar or the history.',
    loading: 'Opening the conversation…',
    opened: (date) => `First wrote on ${date}.`,
    handleExplained: 'The desk made up the name.',
    transcript: (handle) => `What ${handle} and the desk have written`,
    message: (handle, when) => `${handle} wrote, ${when}`,
    reply: (number, by) => `Reply ${String(number)}, by ${by}`,
    replyLabel: (number, when) => `Reply ${String(number)}, written ${when}`,
    inLanguage: { es: 'in Spanish', en: 'in English' },
    state: {
      waiting: {
        name: 'Waiting',
        explanation: 'It goes into the next edition with room for it.',
      },
      listed: {
        name: 'In the edition',
        explanation: 'Every visitor’s page downloads it; only this contributor’s words open it.',
      },
      confirmed: {
        name: 'Confirmed',
        explanation: 'The contributor’s page has said that it was read.',
      },
      expired: {
        name: 'Taken off',
        explanation:
          'Its time in the edition ended without a confirmation. Write again if it still matters.',
      },
    },
  },
  replyBox: {
    label: (handle) => `Reply to ${handle}`,
    language: 'Language of the reply',
    characters: (written, maximum) => `${written} of ${maximum} characters`,
    tooLong: (over) => `Too long by ${over} characters.`,
    records: (needed, capacity) =>
      `takes about ${counted(needed, 'place', 'places')} of the edition’s ${String(capacity)}`,
    editionFull: (waiting) =>
      `The edition is full and ${counted(waiting, 'reply waits', 'replies wait')} already. This one comes after.`,
    send: 'Send in the next edition',
    sending: 'Saving the reply…',
    retry: 'Try again',
    shortcut: 'Ctrl + Enter',
    sent: (number) => `Reply ${String(number)} is saved and waits for the next edition.`,
    notSent: 'The reply was not saved.',
    unconfirmed:
      'No answer came: the desk may have saved the reply or not. Trying again never writes it twice.',
  },
  failures: {
    'bearer-needed': 'The desk no longer knows this page. Unlock it again.',
    busy: 'The desk is busy with another unlocking. Wait a moment and try again.',
    internal: 'Something failed inside the desk. Its terminal says more.',
    'journal-damaged':
      'The desk’s journal is damaged: an entry does not fit the one before it. Do not write to it; start from a copy.',
    'letter-empty': 'The reply is empty.',
    'letter-malformed':
      'The reply contains characters that cannot be sent. Delete the last thing pasted and type it.',
    'not-found': 'The desk does not have this conversation.',
    'reply-too-long': 'The reply is too long for one edition. Shorten it, or send it as two.',
    'request-foreign':
      'The desk refused a request that did not come from its own page. Open the address that the terminal prints.',
    'request-malformed':
      'The desk did not understand this page. Reload it; if that does not help, the two are of different versions.',
    'storage-damaged':
      'What the desk had stored is damaged. Do not go on writing; start from a copy.',
    'storage-failed':
      'The desk could not write to the disk. It may be full, or no longer writable.',
    'thread-without-reply-key':
      'No reply can reach this contributor any more: three weeks have passed without word, and the key was erased. If they write again, you can answer.',
    'token-needed':
      'The passphrase alone is not enough now: open the newest address that the terminal printed. It carries a token that works once.',
    'too-large': 'That is more than the desk accepts at once.',
    'vault-damaged':
      'The desk’s vault is damaged and cannot be opened, even with the right passphrase. Start from a copy.',
    'vault-missing':
      'This desk has no vault yet. It is made when the desk is set up, in the terminal.',
    'wrong-passphrase': 'That is not the passphrase. Each wrong one makes the next wait longer.',
    'desk-unreachable':
      'The desk program on this computer does not answer. What you have written stays here while this page is open; trying again.',
    'answer-malformed':
      'The desk answered something this page does not understand. Reload it; if that does not help, the two are of different versions.',
  },
  warnings: {
    'cells-unreadable':
      'Some cells opened, but what was in them was malformed. They were left out; nothing else is affected.',
    'collector-failed':
      'Collecting failed inside the desk; it tries again. Its terminal says more.',
    'desk-is-older-copy':
      'This desk is an older copy: the relay serves an edition by this very device that is not on record here. So as not to contradict it, this desk publishes no more editions; use the newest copy.',
    'device-refused':
      'The relay does not know this device. The newsroom’s roster has to reach it first.',
    'edition-failed':
      'The edition that was due was not handed in; the desk tries again. Its terminal says more.',
    'edition-full':
      'The edition is full. Replies take turns, edition after edition, until they are read.',
    'edition-refused':
      'The relay refused the last edition. Replies and acknowledgements wait until it accepts one.',
    'parts-dropped': 'Messages in pieces that never became whole were dropped.',
    'relay-unreachable':
      'The relay does not answer. Cells it has taken stay there for up to 14 days; collecting goes on as soon as it answers.',
    'roster-expired':
      'The newsroom’s roster has expired. Until it is renewed and signed by two people, contributors’ pages send nothing real.',
    'roster-not-cosigned':
      'The coming roster has only one signature. A second person must sign it before the current one runs out.',
    'roster-refused': 'The relay refused the newsroom’s roster.',
    'segment-malformed':
      'The relay hands over a damaged segment. The desk asks for it again before it goes on without it.',
    'segment-missing':
      'The relay no longer has a segment that it lists. The desk asks for it again before it goes on without it.',
    'segment-skipped':
      'At least one segment was withheld, lost or damaged, and the desk went on without it. What was only in there has not arrived; ask the operator.',
    'storage-failed':
      'The desk could not write to the disk. Until it can, nothing more is collected or acknowledged.',
  },
}
