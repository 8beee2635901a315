import { grouped } from './grouped.ts'
import type { Wording } from './wording.ts'

/** The press's words in English. */
export const en: Wording = {
  languageName: 'English',
  skip: 'Skip to the text',
  navigation: 'Languages and contact',
  wholeFront: 'The whole front page, in English',
  write: 'Write to us',
  howToWrite: 'How to write to us',
  withoutScript:
    'Without JavaScript, as it is now, it sends nothing. Reading does not need it; writing to us from here does.',
  readTranslation: 'Read this story in English translation',
  readOriginal: 'Read this story in English, as it was written',
  penName: 'pen name',
  by: 'By',
  translatedFrom: (language) => `Translated from ${language}.`,
  anotherLanguage: (code) => `a language with the code “${code}”`,
  exactWords: 'Exact words',
  unnamedBecause: 'Why there is no full name:',
  ownEstimate:
    'The figures in this quotation are the speaker’s own estimate; the newsroom has not checked them.',
  pictureSeen: 'Photograph that the newsroom has seen and does not print',
  sourcing: 'How we know this',
  editorsNote: 'Editor’s note',
  corrected: (day) => `This story was corrected on ${day}.`,
  whatChanged: 'What changed',
  corrections: 'Corrections',
  series: 'Series',
  part: (part) => `Part ${String(part)}`,
  previousPart: 'The part before',
  nextPart: 'The next part',
  storyCount: (count) => (count === 1 ? '1 story' : `${grouped(count)} stories`),
  penNameNote: (name) =>
    `“${name}” is a pen name. Whoever signs this way is not using their own name, and this paper does not print what that is.`,
  moreStories: 'More stories',
  readOn: 'Read on',
  nothingYet: 'Nothing has been published yet.',
  archive: 'Archive',
  archiveNote: 'The stories that are still published, year by year.',
  archiveOf: (year) => `Archive, ${year}`,
  feed: 'Atom feed, for news readers',
  knowMore: 'Do you know more about this?',
  withdrawnTitle: 'This story has been withdrawn',
  withdrawnNote:
    'There was a story at this address. The newsroom has withdrawn it, and gives this reason:',
  withdrawnOn: (day) => `Withdrawn on ${day}`,
  demoTitle: 'Demonstration.',
  demo: 'The town, the people and the stories are invented, and waiting times are cut to a few seconds.',
  coverFooter: (seconds, bytes) =>
    `While it is in view at one of this paper’s own addresses, this page sends a sealed envelope of ${bytes} bytes, about every ${seconds} seconds at first and less often later, whether you read or write.`,
  stop: 'Stop this page’s envelopes',
  stopCost:
    'If you are short of data, you can stop the envelopes until you open the page again. This button is the same for everybody, whether they read or write. Whoever watches the line notices that the envelopes stopped, and until then you cannot write from here.',
  colophon:
    'Bylines here are pen names: in some places, signing your own name can cost you your life.',
  notFoundTitle: 'That page is not here',
  notFound: 'The address leads to no text in this paper. It may be mistyped.',
  notFoundLink: 'Go to the front page',
}
