import {
  ByteReader,
  asNewsroomId,
  asPersonId,
  concatBytes,
  fromUtf8,
  u16,
  u8,
  utf8,
} from '@cronista/protocol'
import type { Random } from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import type { Vault, VaultContent } from '../ports/vault.ts'
import { readPassphraseFile, writePassphraseFile } from './passphrase-file.ts'

const VERSION = 1
const MAX_NAME_BYTES = 512

/** Writes a vault; see passphrase-file.ts for its outer format. */
export async function writeVaultFile(
  random: Random,
  path: string,
  passphrase: string,
  content: VaultContent,
): Promise<void> {
  const encoded = encode(content)
  await writePassphraseFile(random, path, 'cronvalt', passphrase, encoded)
  encoded.fill(0)
}

/** The vault in a file. */
export function openVaultFile(path: string): Vault {
  return {
    async open(passphrase) {
      const file = await readPassphraseFile(path, 'cronvalt', passphrase)
      switch (file.kind) {
        case 'missing':
          throw new DeskError('vault-missing')
        case 'damaged':
          throw new DeskError('vault-damaged')
        case 'wrong-passphrase':
          return { kind: 'wrong-passphrase' }
        case 'opened': {
          const content = decode(file.content)
          file.content.fill(0)
          return { kind: 'opened', content }
        }
      }
    },
  }
}

function encode(content: VaultContent): Uint8Array {
  return concatBytes(
    u8(VERSION),
    content.masterKey,
    content.deviceSeed,
    content.prekeySeed,
    content.personId,
    content.newsroomId,
    nameBytes(content.newsroomName),
    nameBytes(content.personName),
  )
}

function decode(bytes: Uint8Array): VaultContent {
  try {
    const reader = new ByteReader(bytes, 'key-malformed')
    reader.version(VERSION)
    const content = {
      masterKey: reader.take(32),
      deviceSeed: reader.take(32),
      prekeySeed: reader.take(32),
      personId: asPersonId(reader.take(16)),
      newsroomId: asNewsroomId(reader.take(32)),
      newsroomName: readName(reader),
      personName: readName(reader),
    }
    reader.end()
    return content
  } catch (cause) {
    throw new DeskError('vault-damaged', { cause })
  }
}

function nameBytes(name: string): Uint8Array {
  const bytes = utf8(name)
  if (bytes.length > MAX_NAME_BYTES) throw new RangeError('a name is too long')
  return concatBytes(u16(bytes.length), bytes)
}

function readName(reader: ByteReader): string {
  return fromUtf8(reader.take(reader.u16())) ?? reader.fail()
}
