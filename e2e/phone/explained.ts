// Traits that do tell a contributor's profile from a reader's, or that the driver of a test makes: each
// with the reason why it stands here, and where people are told.

interface Explained {
  readonly trait: RegExp
  readonly because: string
}

const explained: readonly Explained[] = [
  {
    trait: /^places\.sqlite moz_places_metadata .* (?:typing_time|key_presses)$/u,
    because:
      'Firefox for computers counts the keys pressed on each page of its history. No page can keep it from that; the composer says so, and that a private window does not. docs/threat-model.md, "The phone, one by one".',
  },
  {
    trait: /^Default\/Code Cache\/js \{<hex>\} stream 0 bytes$/u,
    because:
      'An attached debugger makes V8 keep source positions beside code that ran: 120 bytes more for who opens the composer, 184 for who writes. With none attached it is asked by itself, in blind.ts: docs/adr/0029-the-script-is-loaded-twice.md.',
  },
]

/** Whether a trait's difference has a reason that is written down. */
export function isExplained(trait: string): boolean {
  return explained.some((one) => one.trait.test(trait))
}

/** What differs between any two profiles: drawn when they were made, or named after a moment. */
const drawnAnew: readonly RegExp[] = [
  /^Local State\.(?:autofill\.ablation_seed|user_experience_metrics\.|session_id_generator|chrome_labs)/u,
  /^Default\/shared_proto_db \{38_/u,
  /^prefs\.js toolkit\.profiles\.storeID/u,
  /^[0-9a-f]{8}\.sqlite/u,
]

/** Whether a trait differs between any two profiles, whoever they belong to. */
export function isDrawnAnew(trait: string): boolean {
  return drawnAnew.some((one) => one.test(trait))
}
