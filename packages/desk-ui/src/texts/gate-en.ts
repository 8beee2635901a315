import type { GateTexts } from './gate-texts.ts'
import { counted } from './counted.ts'

export const gateEn: GateTexts = {
  heading: 'Checked against what was agreed',
  blocked: (findings) => `Blocked: ${counted(findings, 'thing', 'things')} to settle`,
  exposed: (findings) =>
    `It says more than is agreed today: ${counted(findings, 'thing', 'things')}`,
  settle: {
    draft: 'As long as any of this is left, it cannot be submitted or published.',
    proposal:
      'It cannot be approved or published like this, and what is proposed does not change here: return it to draft and correct it, or note at the source what they agreed to.',
    site: 'Readers have it already. Reopen and correct it, or propose its withdrawal; what a published correction says goes only with a withdrawal.',
    nothing: 'As long as any of this is left, it cannot be published.',
  },
  clear: 'Nothing protected appears, and what was agreed is on record.',
  compared: (sources, texts) =>
    `Compared with ${counted(texts, 'protected text', 'protected texts')} of ${counted(sources, 'source', 'sources')}.`,
  noSources:
    'Nothing was compared: this story has no sources. If somebody is behind it, note them under “Sources of this story”.',
  judging: 'Checking…',
  limits: 'The check finds texts. What can be read between the lines is for you to judge.',
  nothing: 'It is done once the story is complete.',
  groups: {
    1: 'Says more than was agreed',
    2: 'In the finished pages',
    4: 'Agreements with sources',
    5: 'Reasons that are missing',
    13: 'Figures of one person alone',
    18: 'Two people, two languages',
  },
  codes: {
    'protected-in-text': (whose, what) =>
      `It contains ${what} of ${whose}, which must not get out.`,
    'nothing-protected': (whose) =>
      `It is not noted what of ${whose} must not get out. Note their name, at least.`,
    'protected-on-site': (whose, what) => `A finished page still contains ${what} of ${whose}.`,
    'consent-missing': (whose) => `It is not on record that ${whose} agreed to be printed so.`,
    'consent-expired': (whose) =>
      `What ${whose} agreed to has ended. Ask again and note the answer.`,
    'label-not-agreed': (whose) =>
      `It is not on record that the source agreed to be called ${whose}.`,
    'reader-reason-missing': (whose) =>
      `Readers are not told, in both languages, why ${whose} is not named.`,
    'desk-reason-missing': (whose) =>
      `It is not noted, for the newsroom, why ${whose} is not named.`,
    'hidden-from-missing': (whose) => `It is not noted from whom ${whose} is hidden.`,
    'figure-undeclared': (whose) =>
      `There is a figure in the words of ${whose}. Say in the quotation whether it is their own estimate or part of their own life.`,
    'figure-unattributed': (whose) =>
      `The story states as fact a figure that is an estimate by ${whose}. Attribute it in the same place: “according to…”, “reckons…”.`,
    'approvals-missing': () => 'The approvals of two people on two devices are missing.',
    'one-language-changed': () =>
      'The correction changes one language only. What is corrected is corrected in both.',
  },
  what: {
    'given-name': 'the given name',
    surname: 'a surname',
    nickname: 'a nickname',
    employer: 'the employer',
    kin: 'the name of a relative',
    place: 'a place',
    phone: 'a telephone number',
    plate: 'a number plate',
    document: 'a document',
    other: 'something protected',
  },
  aSource: 'a source',
  unknownSource: 'a source that this desk does not know',
  label: (label) => `“${label}”`,
  goTo: (place) => `Go to: ${place}`,
  morePlaces: (places) => counted(places, 'more place', 'more places'),
  toSource: 'See what is noted of the source',
  toFigures: 'Say what the figures are',
  places: {
    penName: 'Pen name',
    series: 'Series',
    correction: (number) => `Correction ${String(number)}`,
    note: 'Notice of withdrawal',
    reason: 'Reason for readers',
    aSegment: 'A part of the text',
    source: 'What is noted of the source',
    story: 'The whole story',
    speaker: 'who said it',
    where: 'where they said it',
    exactWords: 'exact words',
    in: (place, language) => `${place}, ${language === 'es' ? 'Spanish' : 'English'}`,
    part: (segment, part) => `${segment} (${part})`,
    otherStory: (headline, place) => `Another story, “${headline}”: ${place}`,
    site: {
      path: (path) => `In the address ${path}`,
      text: (path) => `In the text of ${path}`,
      attribute: (path) => `In an attribute of ${path}`,
      data: (path) => `In the data for search engines of ${path}`,
      raw: (path) => `Inside the file ${path}`,
    },
  },
}
