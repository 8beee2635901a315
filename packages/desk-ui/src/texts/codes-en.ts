import type { DeskWarningCode } from '@cronista/desk/api'
import type { DeskFailureCode } from '../api/desk-failure.ts'

export const failuresEn: Readonly<Record<DeskFailureCode, string>> = {
  'approved-already': 'You have approved this proposal already. The other person has not.',
  'card-foreign':
    'That card does not belong to this newsroom, or it is this very device’s. Ask for the other one.',
  'card-malformed':
    'That is no whole card signed by its own device. Copy it again, from beginning to end.',
  'changed-meanwhile':
    'Somebody else has changed it meanwhile. Look at it again before you decide.',
  'consent-missing':
    'That says more than the source is on record as having agreed to. Note in which words they agreed and on which day, or leave the level as it was.',
  'gate-blocked':
    'It was not done: the story says more than was agreed, or something that must be on record is missing. The list in this column says what, and where.',
  'desk-is-older-copy':
    'This desk is an older copy of itself; it admits nobody and publishes nothing. Use the newest copy.',
  'desk-waiting': 'This desk has not been admitted yet; it needs its welcome first.',
  'digest-changed':
    'What is proposed is no longer what this page shows. Read what is proposed now.',
  'hold-not-over': 'The hold is not over yet.',
  'move-impossible':
    'The story no longer stands where this can be done; the other desk may have been first.',
  'release-pending':
    'A release is under way, or one that this desk has signed may still appear. Wait until it is on the site.',
  'story-incomplete': 'Something is still missing from the story; the list says what and where.',
  'update-malformed':
    'The desk could not read what was typed here and kept nothing of it. Copy what is newest and reload the page.',
  'welcome-refused':
    'That welcome is not for this card, or nobody of this newsroom made it. Ask for another.',
  'bearer-needed': 'The desk no longer knows this page. Unlock it again.',
  busy: 'The desk is busy with another unlocking. Wait a moment and try again.',
  internal: 'Something failed inside the desk. Its terminal says more.',
  'journal-damaged':
    'The desk’s journal is damaged: an entry does not fit the one before it. Do not write to it; start from a copy.',
  'letter-empty': 'The reply is empty.',
  'letter-malformed':
    'The reply contains characters that cannot be sent. Delete the last thing pasted and type it.',
  'not-found': 'The desk does not have what was asked for.',
  'protection-unfindable':
    'That was not recorded: it is so short or so common that the check cannot tell it in a story. Record it together with another word, the full name for example.',
  'pen-name-taken':
    'There is a pen name like this already. Readers would take two people for one: choose another.',
  'reply-too-long': 'The answer is longer than 100,000 characters. Send it as two.',
  'request-foreign':
    'The desk refused a request that did not come from its own page. Open the address that the terminal prints.',
  'request-malformed':
    'The desk did not understand this page. Reload it; if that does not help, the two are of different versions.',
  'storage-damaged':
    'What the desk had stored is damaged. Do not go on writing; start from a copy.',
  'storage-failed': 'The desk could not write to the disk. It may be full, or no longer writable.',
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
}

export const warningsEn: Readonly<Record<DeskWarningCode, string>> = {
  'batch-refused':
    'The public server refused a batch of this desk, which has stopped sending. It may be an older copy; use the newest.',
  'entry-refused':
    'Another desk wrote into the journal in the name of somebody else. That entry was left out; talk to your colleague.',
  'journal-forked':
    'A device has told two different stories of its own journal. Stop using it and talk in person before you publish.',
  'journal-reordered':
    'Entries of the journal came that do not follow on those before. They were left out; the public server may have altered them.',
  'journal-withheld':
    'Another desk has written something that the public server has not handed over. Until it comes, the newest may be missing here.',
  'relay-is-older-copy':
    'The public server has forgotten batches that it had: it looks like an older copy. This desk sends its own again; ask the operator.',
  'release-blocked':
    'A release under way says more than was agreed with a source, as this desk knows it. This desk neither signs it nor hands it in: open the story, which shows where, and return it to draft. If that is refused because it was signed, publish something else first.',
  'release-differs':
    'The other desk prepared a release, and building it here gave something else. Nothing was signed; compare your versions.',
  'release-failed': 'A release failed inside the desk; it tries again. Its terminal says more.',
  'release-foreign':
    'The public server shows a release that this newsroom did not sign. Tell the operator now: that site is not yours.',
  'release-older':
    'The public server shows an older release than the last one, or none. Readers see an old site; tell the operator.',
  'release-refused':
    'The public server refused a release that both desks signed. The site stays as it was.',
  'roster-draft-refused':
    'This desk did not sign the roster that the other one proposed: it changes more than its dates, or the two clocks differ. Compare the clocks, and talk before the current one runs out.',
  'roster-failed':
    'Renewing the roster failed inside the desk; it tries again. Its terminal says more.',
  'sync-failed':
    'The exchange with the other desks failed inside this one; it tries again. Its terminal says more.',
  'cells-unreadable':
    'Some cells, the envelopes that pages send, opened, but what was in them was malformed. They were left out; nothing else is affected.',
  'clock-differs':
    'Another desk signed a later time than this computer’s clock shows. Compare both clocks; meanwhile no key is erased here before its time.',
  'collector-failed': 'Collecting failed inside the desk; it tries again. Its terminal says more.',
  'desk-is-older-copy':
    'This desk is an older copy: the public server serves an edition by this very device that is not on record here. So as not to contradict it, this desk publishes no more editions; use the newest copy.',
  'device-refused':
    'The public server does not take this device’s signatures. Check the computer’s clock; if it is right, the newsroom’s roster has not reached the public server yet.',
  'edition-failed':
    'The edition that was due was not handed in; the desk tries again. Its terminal says more.',
  'edition-full':
    'The edition is full. Replies take turns, edition after edition, until they are read.',
  'edition-refused':
    'The public server refused the last edition. Replies and acknowledgements wait until it accepts one.',
  'edition-withheld':
    'The public server said that it has this newsroom’s newest edition, and shows an older one or none. Those who write see neither new replies nor acknowledgements until that changes. Ask its operator.',
  'mirror-differs':
    'A machine that keeps copies of what the pages send gave something else than the public server gives, or left a segment out. The desk took both versions into account; find out which of the two is at fault before you rely on that copy again.',
  'parts-dropped': 'Messages in pieces that never became whole were dropped.',
  'relay-unreachable':
    'The public server does not answer. Cells it has taken stay there for up to 14 days; collecting goes on as soon as it answers.',
  'roster-expired':
    'The newsroom’s roster has expired. Until it is renewed and signed by two people, contributors’ pages send nothing real.',
  'roster-keys-missing':
    'The roster that another desk proposed holds a key whose secret part has not come here. This desk does not sign until it comes; if the other one is connected and this does not end, distrust it and talk in person.',
  'roster-not-cosigned':
    'The coming roster has only one signature. A second person must sign it before the current one runs out.',
  'roster-refused': 'The public server refused the newsroom’s roster.',
  'segment-malformed':
    'The public server hands over, damaged, a segment of what the pages sent. The desk asks for it again before it goes on without it.',
  'segment-missing':
    'The public server no longer has a segment of what the pages sent, though it lists it. The desk asks for it again before it goes on without it.',
  'segment-skipped':
    'At least one segment of what the pages sent was withheld, lost or damaged, and the desk went on without it. What was only in there has not arrived; ask the operator.',
  'storage-failed':
    'The desk could not write to the disk. Until it can, nothing more is collected or acknowledged.',
}
