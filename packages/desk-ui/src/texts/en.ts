import { failuresEn, warningsEn } from './codes-en.ts'
import { counted } from './counted.ts'
import { gateEn } from './gate-en.ts'
import { reviewEn } from './review-en.ts'
import { devicesEn, siteEn } from './site-en.ts'
import { consentsEn, namesEn, protectionsEn } from './source-en.ts'
import { editorEn, faultsEn, storyListEn } from './story-en.ts'
import type { Texts } from './texts.ts'

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
  sections: {
    label: 'Parts of the desk',
    conversations: 'Conversations',
    stories: 'Stories',
    site: 'Site',
    devices: 'Devices',
    unread: (conversations) => `${String(conversations)} unread`,
    waiting: (stories) => counted(stories, 'waits for you', 'wait for you'),
  },
  desk: {
    person: (name) => `At this desk: ${name}`,
    warnings: 'Warnings',
    statusLabel: 'State of the desk',
    collected: (ago) => `Collected ${ago}`,
    neverCollected: 'Nothing collected yet',
    collectsNothing:
      'This desk has no key to open letters yet; the other desks are sending it theirs',
    synced: (ago) => `In step with the other desks ${ago}`,
    neverSynced: 'Nothing heard of the other desks yet',
    edition: (number, next) => `Edition ${String(number)} is out; the next ${next}`,
    noEdition: (next) => `No edition yet; the first ${next}`,
    capacity: (waiting) =>
      waiting === 0
        ? 'Every reply has its place'
        : `${counted(waiting, 'reply waits', 'replies wait')} for a place`,
    withoutPlace: 'No room in the newest edition. They take turns:',
    waitsSince: (handle, replies, ago) =>
      `${handle}: ${counted(replies, 'reply', 'replies')}; the first was written ${ago}`,
    buildsHere: 'This desk builds the editions',
    buildsElsewhere: 'Another desk builds the editions',
    details: 'About this desk',
    fingerprint: 'The newsroom’s fingerprint',
    fingerprintExplained:
      'The same one that is printed, spoken and pinned in the site’s script. Compare it with your colleagues.',
  },
  inbox: {
    heading: 'Conversations',
    count: (conversations, unread) =>
      unread === 0
        ? `${String(conversations)} in all, all read`
        : `${String(conversations)} in all, ${String(unread)} unread`,
    loading: 'Opening the conversations…',
    emptyHeading: 'Nobody has written yet',
    emptyText:
      'This desk collects everything the public server holds, on a clock, and opens all of it. When someone writes, the conversation appears here under a name that the desk invents.',
    unread: 'Unread',
    unreadMessages: (messages) => counted(messages, 'unread message', 'unread messages'),
    newest: 'Newest:',
    repliesWaiting: (count) => counted(count, 'reply not confirmed', 'replies not confirmed'),
    writesIn: { es: 'Spanish', en: 'English' },
    arrived: (handle) => `New words from ${handle}`,
    filed: (conversations) => `Filed away: ${String(conversations)}`,
    filedHeading: 'Conversations filed away',
    backToInbox: 'Back to the conversations',
    held: (messages) => counted(messages, 'message held back', 'messages held back'),
    strangersHeld: (messages) =>
      `More came from unknown people in one day than there is room for. ${counted(messages, 'message waits', 'messages wait')} outside the newsroom’s journal, each for up to fourteen days. Whoever wrote them has not been told that they were received.`,
    dropped: (messages) =>
      `${counted(messages, 'more message found no room even there, and this desk has lost it', 'more messages found no room even there, and this desk has lost them')}. Chance decided which ones stayed; another desk may have kept them.`,
    admitStrangers: (atMost) => `Let in ${String(atMost)} more, by chance`,
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
    fileAway: 'File this conversation away',
    takeBack: 'Take it out again',
    filedAway:
      'It is filed away at every desk: it is neither shown among the others nor announced. The contributor does not notice: messages are received and acknowledged as before.',
    held: (messages) =>
      `${counted(messages, 'message of theirs waits', 'messages of theirs wait')} outside the newsroom’s journal, because more came than a day has room for. After fourteen days they are lost. Until they are let in, the contributor is not told that they were received.`,
    admit: 'Let them in',
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
    inPieces: (pieces, editions) =>
      `It will go out as about ${String(pieces)} replies, each readable by itself. If nobody else waits they take ${counted(editions, 'edition', 'editions')}; what has no room follows once the contributor has marked the earlier ones as read.`,
    send: 'Send in the next edition',
    sending: 'Saving the reply…',
    retry: 'Try again',
    shortcut: 'Ctrl + Enter',
    sent: (number) => `Reply ${String(number)} is saved and waits for the next edition.`,
    sentInPieces: (number, pieces, editions) =>
      `The answer is saved as ${String(pieces)} replies, from ${String(number)} to ${String(number + pieces - 1)}. They take ${counted(editions, 'edition', 'editions')} at best.`,
    notSent: 'The reply was not saved.',
    unconfirmed:
      'No answer came: the desk may have saved the reply or not. Trying again never writes it twice.',
  },
  stories: storyListEn,
  editor: editorEn,
  faults: faultsEn,
  names: namesEn,
  consents: consentsEn,
  protections: protectionsEn,
  gate: gateEn,
  review: reviewEn,
  site: siteEn,
  devices: devicesEn,
  failures: failuresEn,
  warnings: warningsEn,
}
