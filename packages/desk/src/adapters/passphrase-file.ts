// A small secret in a file under a passphrase: the vault's and the root key's format.
//
//   file = magic(8) ‖ version(u8 = 1) ‖ salt(32) ‖ ChaCha20-Poly1305(key, 0¹², aad = magic ‖ version ‖ salt, content)
//        ‖ SHA-256(everything before)
//   key  = Argon2id(passphrase in NFC, salt, m = 65 536 KiB, t = 3, p = 1, 32 bytes)
//
// The key is new with each salt, so the constant nonce repeats nothing. The hash protects nothing: it
// tells a damaged file from a wrong passphrase.
import { argon2 } from 'node:crypto'
import { concatBytes, equalBytes, utf8, type Random } from '@cronista/protocol'
import { nativePrimitives as p } from './native-primitives.ts'
import { readIfPresent, writeAtomically } from './atomic-file.ts'

const VERSION = 1
const MAGIC_BYTES = 8
const SALT_BYTES = 32
const HASH_BYTES = 32
const TAG_BYTES = 16
const NONCE = new Uint8Array(12)

/** What is in such a file, told by the magic it begins with: eight ASCII characters. */
export type PassphraseFileKind = 'cronroot' | 'cronvalt'

/** What came of opening one. */
export type OpenedFile =
  | { readonly kind: 'damaged' | 'missing' | 'wrong-passphrase' }
  | { readonly kind: 'opened'; readonly content: Uint8Array }

/** Seals `content` under a passphrase and writes it durably. */
export async function writePassphraseFile(
  random: Random,
  path: string,
  kind: PassphraseFileKind,
  passphrase: string,
  content: Uint8Array,
): Promise<void> {
  const salt = random(SALT_BYTES)
  const head = concatBytes(utf8(kind), Uint8Array.of(VERSION), salt)
  const key = await passphraseKey(passphrase, salt)
  const sealed = concatBytes(head, p.chacha20Poly1305Seal(key, NONCE, head, content))
  key.fill(0)
  await writeAtomically(path, concatBytes(sealed, p.sha256(sealed)))
}

/** Opens what {@link writePassphraseFile} wrote. Slow on purpose: 64 MiB, three passes. */
export async function readPassphraseFile(
  path: string,
  kind: PassphraseFileKind,
  passphrase: string,
): Promise<OpenedFile> {
  const bytes = await readIfPresent(path)
  if (bytes === undefined) return { kind: 'missing' }
  const headBytes = MAGIC_BYTES + 1 + SALT_BYTES
  if (bytes.length < headBytes + TAG_BYTES + HASH_BYTES) return { kind: 'damaged' }
  const sealed = bytes.subarray(0, -HASH_BYTES)
  const head = sealed.subarray(0, headBytes)
  const expected = concatBytes(utf8(kind), Uint8Array.of(VERSION))
  if (
    !equalBytes(p.sha256(sealed), bytes.subarray(-HASH_BYTES)) ||
    !equalBytes(head.subarray(0, expected.length), expected)
  )
    return { kind: 'damaged' }
  const key = await passphraseKey(passphrase, head.subarray(expected.length))
  const content = p.chacha20Poly1305Open(key, NONCE, head, sealed.subarray(headBytes))
  key.fill(0)
  return content === undefined ? { kind: 'wrong-passphrase' } : { kind: 'opened', content }
}

function passphraseKey(passphrase: string, nonce: Uint8Array): Promise<Uint8Array> {
  const message = utf8(passphrase.normalize('NFC'))
  const cost = { parallelism: 1, tagLength: 32, memory: 65_536, passes: 3 }
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, ...cost }, (error, key) => {
      message.fill(0)
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}
