// A share as it is printed: one sheet of plain text, in both languages but for its words, that needs no
// program to be read.
import { toHex, type Language, type NewsroomId, type Primitives } from '@cronista/protocol'
import {
  readShareLines,
  SHARE_LINES,
  toShareLines,
  type ReadShare,
  type RootShare,
} from './root-share.ts'

const RULE = '-'.repeat(72)

/** A fingerprint as it is printed and read aloud: four lines of four groups of four digits. */
export function fingerprintLines(newsroomId: NewsroomId): readonly string[] {
  const groups = toHex(newsroomId).match(/.{4}/gu) ?? []
  return [0, 4, 8, 12].map((from) => groups.slice(from, from + 4).join(' '))
}

/** What is printed of a share. */
export function sharePage(
  p: Primitives,
  share: RootShare,
  of: { readonly shares: number; readonly newsroomId: NewsroomId; readonly day: string },
  language: Language,
): string {
  const { number, needed } = share
  return `CRONISTA
Parte ${number} de ${of.shares} de la clave raíz. Con ${needed} se recupera.    ${of.day}
Share ${number} of ${of.shares} of the root key. Any ${needed} give it back.

Huella de la redacción / The newsroom's fingerprint:
${indented(fingerprintLines(of.newsroomId))}

${RULE}
${numbered(toShareLines(p, share, language))}
${RULE}

Guarde esta hoja donde nadie más la encuentre, y dígale a otra persona de la
redacción que usted la tiene. No la fotografíe, no la escanee y no la guarde
junto con otra parte. Por sí sola no dice nada de la clave; quien junte
${needed} partes puede nombrar dispositivos de la redacción.
Sirve cuando se perdió la clave raíz sellada o su frase. En una computadora
sin red:   cronista newsroom recover --newsroom HUELLA --folder CARPETA
La computadora dice en qué línea hay un error. Si la huella que muestra no es
la de esta hoja, deténganse.

Keep this sheet where nobody else finds it, and tell one other person of the
newsroom that you have it. Take no picture of it, do not scan it, and keep it
with no other share. Alone it says nothing about the key; whoever brings
${needed} shares together can name devices of the newsroom.
It is for the day on which the sealed root key or its passphrase is lost. On a
computer without a network:
           cronista newsroom recover --newsroom FINGERPRINT --folder FOLDER
The computer says in which line there is a mistake. If the fingerprint that it
shows is not the one on this sheet, stop.
`
}

/** What is printed of the fingerprint. */
export function fingerprintPage(newsroomId: NewsroomId, day: string): string {
  return `CRONISTA
Huella de la redacción / The newsroom's fingerprint    ${day}

${indented(fingerprintLines(newsroomId))}

No es secreta. Publíquela donde la gente la encuentre por un medio distinto
del propio sitio, y léanla en voz alta cuando alguien la pida.

It is no secret. Publish it where people find it some other way than on the
site itself, and read it aloud to whoever asks.
`
}

/** Reads the lines of words in a page, or in a file with nothing else. */
export function readSharePage(p: Primitives, text: string): ReadShare {
  const lines = text.split('\n').flatMap((line) => {
    const found = /^\s*(?<number>[1-9])\.\s(?<words>.*)$/u.exec(line)?.groups
    return found === undefined ? [] : [found['words'] ?? '']
  })
  return readShareLines(p, lines.slice(0, SHARE_LINES))
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n')
}

function numbered(lines: readonly string[]): string {
  return lines.map((line, index) => `  ${index + 1}. ${line}`).join('\n')
}
