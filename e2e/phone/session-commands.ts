// Chromium's session files: a list of commands, from which tabs are opened again after a restart.
import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { add, plain, type Traits } from './traits.ts'

const HEADER_BYTES = 8
/** What the browser itself enciphers session files with where the system keeps no key for it: this
 *  password is in its source. */
const BUILT_IN_KEY = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1')
const VERSION_AT = 4
const ENCIPHERED_VERSION = 5

/** The commands of a session file, deciphered; what was cut off is left out. */
export function sessionCommands(bytes: Buffer): Buffer[] {
  const isEnciphered = bytes.readUInt32LE(VERSION_AT) === ENCIPHERED_VERSION
  const sizeBytes = isEnciphered ? 4 : 2
  const commands: Buffer[] = []
  for (let at = HEADER_BYTES; at + sizeBytes <= bytes.length;) {
    const size = bytes.readUIntLE(at, sizeBytes)
    const stored = bytes.subarray(at + sizeBytes, at + sizeBytes + size)
    at += sizeBytes + size
    const command = isEnciphered ? decipher(stored) : stored
    if (command !== undefined && command.length > 0) commands.push(command)
  }
  return commands
}

/** How many commands of each kind there are, how long they are, and the addresses in them. */
export function noteSessionCommands(traits: Traits, file: string, bytes: Buffer): void {
  for (const command of sessionCommands(bytes)) {
    const called = `${file} command ${command[0] ?? 0}`
    add(traits, `${called} count`)
    add(traits, `${called} bytes`, command.length)
    for (const form of [command.toString('latin1'), wide(command)])
      for (const [address] of form.matchAll(/https?:\/\/[\x21-\x7e]+/gu))
        add(traits, `${called} ${plain(address)}`)
  }
}

function decipher(stored: Buffer): Buffer | undefined {
  if (stored.subarray(0, 3).toString('latin1') !== 'v10') return undefined
  try {
    const cipher = createDecipheriv('aes-128-cbc', BUILT_IN_KEY, Buffer.alloc(16, ' '))
    return Buffer.concat([cipher.update(stored.subarray(3)), cipher.final()])
  } catch {
    return undefined
  }
}

/** As text of two bytes a character, which begins after the command's number. A copy of whole
 *  characters: of an odd length at an odd place, Node's decoder writes past its end. */
function wide(command: Buffer): string {
  return Buffer.from(command.subarray(1, command.length - ((command.length - 1) % 2))).toString(
    'utf16le',
  )
}
