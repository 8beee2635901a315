import { counted } from './counted.ts'
import type { DeviceTexts, SiteTexts } from './site-texts.ts'

export const siteEn: SiteTexts = {
  heading: 'The site',
  explanation:
    'The whole site is published at once, in both languages, signed by two devices of two people.',
  loading: 'Asking about the site…',
  none: 'Nothing has been published yet.',
  release: (number) => `Release ${String(number)}`,
  head: 'Fingerprint of this release',
  headExplained: 'Read it out to your colleague: both desks must show the same.',
  pending: (number) => `Under way: release ${String(number)}`,
  nothingPending: 'No release is under way.',
  stages: {
    'waits-for-signature':
      'Waits for the other desk’s signature, which builds it on its own and compares. That desk has to be unlocked.',
    uploading:
      'Being handed to the public server. Readers will see the whole change or nothing of it.',
    refused: 'It went no further. The site stays as it is.',
  },
  progress: (done, total) => `${String(done)} of ${counted(total, 'file', 'files')}`,
  publish: 'Publish the site as it stands',
  publishExplained:
    'Without new stories: the first time, or when the desks have a newer version of its pages. The other desk has to sign it.',
  warnings: 'Warnings about the site',
  noWarnings: 'No warnings.',
  unknownWarning:
    'The desk warns of something that this page does not know. Its terminal says more.',
}

export const devicesEn: DeviceTexts = {
  heading: 'Devices',
  explanation:
    'The desks of this newsroom share everything through an encrypted journal. Publishing takes two of them.',
  loading: 'Asking about the devices…',
  list: 'Devices of the newsroom',
  unknownPerson: 'Not introduced yet',
  own: 'this device',
  member: 'Shares the journal',
  silent: 'Never heard of yet',
  heard: (when) => `last heard of ${when}`,
  ownCard: 'This device’s card',
  ownCardExplained: 'It is no secret. Whoever admits this device pastes it at their desk.',
  card: 'Card',
  words: 'Its eight words',
  wordsExplained:
    'Read them aloud, in person or where you recognise each other’s voice. Those of either language say the same.',
  copy: 'Copy',
  copied: 'Copied',
  admit: 'Admit another device',
  admitExplained:
    'Paste the card that the other device shows. Nothing is given to it until you confirm the words.',
  theirCard: 'The other device’s card',
  readCard: 'Show its words',
  cardOf: (name) => `The card says that it is ${name}’s`,
  compare:
    'Read these eight words to each other, each from their own screen, and compare one by one.',
  confirm: 'We read the same words to each other, and I recognised who read them to me.',
  admitDevice: 'Admit this device',
  otherCard: 'Use another card',
  welcome: 'Welcome for the other device',
  welcomeExplained: 'Bring it there by any means: only the device of that card can open it.',
  done: 'Done',
  waiting: {
    heading: 'This desk waits to be admitted',
    explanation:
      'It cannot read the newsroom’s journal yet. Another person admits it from their own desk.',
    steps: [
      'Give this card to whoever is to admit it.',
      'Compare the eight words, aloud.',
      'Paste the welcome that you get back.',
    ],
    welcome: 'Welcome',
    accept: 'Join the newsroom',
    working: 'Opening the welcome…',
  },
}
