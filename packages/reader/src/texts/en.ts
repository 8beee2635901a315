import type { Catalogue } from './catalogue.ts'
import { inWords } from './moments.ts'

/** The composer in English. */
export const en: Catalogue = {
  panel: 'Write to the newsroom',
  leave: 'Leave quickly',
  leaveHint:
    '“Leave quickly”, or the Esc key, takes what you wrote off the page and out of the memory it can reach, and goes back to the article. The phone’s back button removes it too, without asking.',
  otherLanguage: 'Español',
  demo: 'Demonstration: waiting times are shortened.',

  startTitle: 'Write to the newsroom',
  startLead:
    'No account, e-mail or phone number. What you write is encrypted on this phone and opened by the newsroom. Before you begin, it is worth knowing who can still see what.',
  watchersTitle: 'Who can still see what',
  watchers: [
    [
      'The phone company, or whoever owns the Wi-Fi,',
      'sees that this phone visited the site, when, and for how long. It does not see whether you write or only read, because every reader’s page sends the same. But staying long, or coming only to write, draws attention: it helps to read on other days too, and to write in short visits.',
    ],
    [
      'The server, and whoever can force its owner,',
      'sees the internet address of every visit. It cannot read what is written, nor tell who wrote from what the pages send.',
    ],
    [
      'Whoever takes your phone',
      'may see in the history that it visited a news site, and for how long. This page stores neither your text nor your words. But something may remain in what the keyboard learns, in what is copied and pasted, in the picture of the screen that the phone takes when you switch apps, or on the page if you leave it open. On a computer, Firefox notes how many keys were pressed on each page in its history, and Chrome how often it was scrolled: before you write, scroll through the article as a reader does.',
    ],
    [
      'The app in which you opened this page',
      'can read what you type if it is a chat or a social network that shows pages inside itself, or a browser that puts pages together on its own servers, as Opera Mini does. Better open it in the phone’s own browser.',
    ],
    [
      'Whoever alters this page',
      'can read everything you type: if someone controls the server and gives you a changed page, there is no way to notice from here.',
    ],
    ['Whoever uses a newsroom computer that is unlocked', 'can read what the newsroom can read.'],
    [
      'Whoever knows your town',
      'may work out who is writing from what is told. Think about which details only you know.',
    ],
  ],
  privateTab:
    'In a private tab the visit stays out of the history, and many keyboards are asked not to learn. It does not change what the phone company sees.',
  firstTime: 'I am writing for the first time',
  returning: 'I have my eight words',
  coverStopped:
    'This page no longer sends anything, so you cannot write from it. To write, open it again.',

  copyTitle: 'You cannot write from here',
  copyLead:
    'This is a copy of the newspaper, kept at another address. It is good for reading, but it has no way to get anything to the newsroom, so this page sends nothing.',
  copyHosts: 'To write to the newsroom, open the newspaper at its own address:',
  copyHostsUnknown: 'This copy does not say what the newspaper’s own address is.',
  copyAltered:
    'Whoever put this copy here could have changed it, this part too: confirm the address some other way. Addresses that end in .onion open in Tor Browser.',

  wordsTitle: 'Your eight words',
  wordsLead: 'They bring you back to this conversation from any phone.',
  wordsComing: 'They are being drawn at random…',
  wordsKey:
    'They are the only key: whoever has them can read the replies and write in your place, and if they are forgotten nobody can recover them. Nor can the newsroom.',
  wordsAdvice: [
    'Memorise them in this order; making a little story of them helps.',
    'Do not photograph them or type them into the phone.',
    'If you write them down, do it by hand on paper, and destroy it once you know them.',
  ],
  wordsList: 'Eight words, in order',
  wordsLearnt: 'I know them now',
  wordsAgain: 'See the words again',

  exerciseTitle: 'Practice',
  exerciseLead: 'Three quick questions. Do not use the phone’s keyboard: tap the letters here.',
  exerciseQuestion: (position) => `Which is word ${position}?`,
  exerciseWrong: (position) =>
    `That is not word ${position}. Try again, or look at them once more.`,
  exerciseDone: 'You know them. Opening the conversation…',

  returningTitle: 'Enter your eight words',
  returningLead: 'Tap the letters here; the phone’s keyboard might keep them.',
  wordPosition: 'Word ',
  wordEmpty: 'empty',
  parityWrong:
    'One word is not right, or two have changed places. Nothing has been sent. Tap the one you want to correct.',
  opening: 'Opening the conversation. This may take some seconds.',
  openingFailed:
    'This phone did not have enough memory to open the conversation. Close other apps and try again.',
  tryAgain: 'Try again',
  startOver: 'Back to the beginning',

  letters: 'Letters',
  eraseLetter: 'Erase letter',
  candidates: 'Possible words',
  wordListLanguage: 'Language of the words',
  pickLetters: 'Tap the first letters.',
  candidateCount: (count) => `${count} possible words`,

  conversationTitle: 'Your conversation',
  writeTitle: 'Your message',
  writeLead: 'You can send it in pieces: what is ready leaves while you go on writing.',
  writePace: (wait) => `Some 500 words take ${wait} to leave.`,
  writeLabel: 'Write here',
  writeKeyboard: 'The phone’s keyboard may remember what you type. Avoid names if you can.',
  charactersLeft: (count) => `${count.toLocaleString('en')} characters left.`,
  charactersOver: (count) =>
    `${count.toLocaleString('en')} characters too many. Send one part first and the rest afterwards; nothing is lost.`,
  send: 'Send',
  sendEmpty: 'There is nothing written yet.',
  queued: 'On its way. You can go on writing.',

  messagesTitle: 'What you have sent in this visit',
  receiptLabel: 'Notice that you read the reply',
  preparing: 'Being prepared.',
  leaving: (sends, needed, wait) => `Leaving: ${sends} of ${needed} steps. Done in ${wait}.`,
  notLeaving: 'Not leaving yet.',
  left: 'This page has sent it. The newsroom has not confirmed yet that it has it.',
  received: 'The newsroom has received it.',
  about: (millis) => {
    const minutes = Math.round(millis / 60_000)
    if (minutes < 1) return 'less than a minute'
    return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`
  },
  stay: 'Do not close this page yet: what has not left is lost.',
  held: 'Nothing leaves here for now. You need not wait: you can go and come back another day; what has not left would have to be written again.',
  mayGo:
    'This page has tried all its sends, and you can close it. If there was no signal, or the data ran out, it may not have arrived. Confirmation may take hours, and you need not wait for it. If you come back later, the page cannot show whether it was received: only a reply shows that.',

  newsroomWaiting:
    'The newsroom’s keys have not been checked yet, and for now nothing you write leaves here: you can go and come back another day.',
  newsroomRefused:
    'The keys could not be shown to be the newsroom’s. It may be a fault, or someone in between. For now nothing you write leaves here: you can go and come back another day.',
  newsroomStale:
    'The keys that arrived are not the newest. For now nothing you write leaves here: you can go and come back another day.',
  newsroomClock:
    'The newsroom’s keys seem to have expired; it may be the phone’s clock. For now nothing you write leaves here. Try another day or from another phone.',
  newsroomNoLine:
    'The phone says it has no connection, and without one nothing you write leaves here. You can go and come back another day; if it returns before that, what is written leaves.',
  workerSilent:
    'This phone has not managed to prepare what you write, and for now nothing leaves here. You can go and come back another day, with other apps closed or from another phone.',

  repliesTitle: 'Replies',
  repliesLead:
    'Replies you have not marked as read appear here; they last up to two weeks, if there is room. The earlier conversation is not kept on any phone.',
  repliesNone:
    'No replies to read. There may be no answer yet, or these may not be the words you wrote with.',
  repliesUnknown:
    'Nothing that could be checked has come from the newsroom yet, so whether there are replies is not known here.',
  newestFrom: (millis) =>
    `The newest that has come from the newsroom is from ${inWords('en', millis)}. If that is more than a day ago, it may be a fault, or someone holding back what is newer.`,
  repliesIncomplete: 'A long reply is arriving. The rest will follow.',
  replyGoesOn:
    'This answer is longer. Mark what you have read; the rest comes in a later edition, today or the next time you return.',
  replyNumber: (number, piece) =>
    `Reply ${number}${piece ? `, part ${piece.piece} of ${piece.of}` : ''}`,
  replyRead: 'I have read it',
  replyMarked: 'Marked as read. It stops appearing once the notice reaches the newsroom.',
  confirmedElsewhere: (number) =>
    `With these words, replies up to number ${number} have already been marked as read. If that was not you, somebody else has them: stop using them and begin with new ones.`,
}
