import { counted } from './counted.ts'
import type { ConsentTexts, NameTexts, ProtectionTexts } from './source-texts.ts'

export const namesEn: NameTexts = {
  heading: 'Sources and pen names',
  open: 'Sources and pen names',
  backToStory: 'Back to the story',
  sources: 'Sources',
  sourcesExplained:
    'People who are quoted. What is printed of each is what they agreed to and nothing more; a source never gets an invented name.',
  noSources:
    'No sources yet. Before you quote somebody, add them here: what they agreed to, and what must not get out.',
  newSource: 'New source',
  edit: (label) => `Change ${label}`,
  change: 'Change',
  level: 'What may be printed',
  levels: {
    full: 'Full name and role',
    'first-name': 'First name only',
    description: 'A description only',
    alias: 'An alias of their own',
    nothing: 'Nothing',
  },
  levelHints: {
    full: 'Readers will know who it is.',
    'first-name': 'No surname, and nothing that stands in for one.',
    description: 'Neither vaguer nor fuller than agreed.',
    alias: 'Readers are told that it is an alias.',
    nothing: 'For this newsroom alone; the source cannot be quoted.',
  },
  label: 'What they are called',
  labelHint: 'For instance “a mining businessman from Sonora”.',
  unnamedBecause: 'Why the full name is not given',
  unnamedBecauseHint: 'Readers see this, in both languages.',
  deskReason: 'Why it is not given, for the newsroom',
  deskReasonHint: 'Not published. The desks of this newsroom read it.',
  hiddenFrom: 'Hidden from whom',
  hiddenFromHint: 'For instance “from those who charge at the bridge”. Not published.',
  lacks: (field) => `Missing: ${field}.`,
  blockedUntil: 'Stories with this source are blocked. Still to be noted:',
  exposed: 'Stories on the site say more than is agreed today:',
  openExposed: (headline) => `Open “${headline}”`,
  save: 'Save the source',
  saved: 'The source is saved.',
  cancel: 'Cancel',
  penNames: 'Pen names',
  penNamesExplained:
    'Pseudonyms of those who write. They are added when a story first needs one, and do not change.',
  noPenNames: 'No pen names yet.',
}

export const consentsEn: ConsentTexts = {
  heading: 'What the source agreed to',
  needs: {
    first: () =>
      'Note what the source agreed to. You can save without it, but stories with this source stay blocked until it is on record.',
    raise: (level) =>
      `This says more than was agreed, which was: “${level}”. To say more, the source has to have agreed: note in which words, and on which day.`,
    label: () =>
      'It was not agreed to call them that. Note when they agreed; until it is on record, stories with this source stay blocked.',
    expired: (_level, until) =>
      `What was agreed held until ${until}. Ask again and note the answer; meanwhile, stories with this source stay blocked.`,
  },
  lowers:
    'To say less, nobody has to be asked. What is on the site does not change by itself: you will see here which stories to correct.',
  covered: 'What they agreed to covers this.',
  another: 'Note another agreement',
  words: 'In which words they agreed',
  wordsHint: 'As they said or wrote it, if it was kept. Not published.',
  agreedOn: 'Day they agreed',
  until: 'Holds until',
  untilHint: 'Empty: without an end.',
  askedBy: 'Who asked them',
  askedByMe: (name) => (name === '' ? 'You' : `${name} (you)`),
  untilTooEarly: 'It cannot end before the day they agreed.',
  agreed: (level, on, by) => `${level}: agreed on ${on}, asked by ${by}.`,
  endsOn: (until) => `Holds until ${until}.`,
  ended: (until) => `Ended on ${until}.`,
  none: 'No agreement is on record.',
}

export const protectionsEn: ProtectionTexts = {
  heading: 'What must not get out',
  of: (label) => `What must not get out about ${label}`,
  explained:
    'Surnames, whom they work for, their town, their telephone: what would give them away. It is looked for in the stories with this source and in their finished pages, in both languages, whatever the case, the accents or the line breaks.',
  limits:
    'Nicknames, initials and hints that are not on this list are not found. The desks of this newsroom read the list.',
  none: 'There is nothing on the list yet, so nothing is looked for.',
  kind: 'What it is',
  kinds: {
    'given-name': 'Given name',
    surname: 'Surname',
    nickname: 'Nickname',
    employer: 'Employer',
    kin: 'Relative',
    place: 'Place',
    phone: 'Telephone',
    plate: 'Number plate',
    document: 'Document',
    other: 'Something else',
  },
  text: 'Text',
  add: 'Protect',
  close: 'Close the list',
  added: (text) => `${text} is on the list.`,
  lift: 'Permit…',
  liftOf: (text) => `Permit ${text}`,
  liftExplained: 'From then on it may be printed. Only if the source agreed.',
  liftNow: 'Permit it to be printed',
  lifted: (text) => `${text} may be printed now.`,
  liftedHeading: 'What the source permitted later',
  liftedEntry: (kind, text) => `${text} (${kind})`,
  until: (day) => `may get out until ${day}`,
  count: (protections) =>
    protections === 0
      ? 'Nothing protected'
      : counted(protections, 'protected text', 'protected texts'),
}
