import type { Language } from '@cronista/protocol'

/** Everything that `cronista mirror-segments` says. */
export interface SegmentTexts {
  readonly newKey: (publicKey: string) => string
  readonly ownKey: (publicKey: string) => string
  readonly serving: (url: string, segments: number) => string
  readonly copied: (count: number) => string
  readonly refused: (name: string) => string
  readonly missing: (name: string) => string
  readonly withheld: (number: number) => string
  readonly full: string
  readonly rosterRefused: (code: string) => string
}

/** In both languages. */
export const segmentTexts: Readonly<Record<Language, SegmentTexts>> = {
  es: {
    newKey: (publicKey) =>
      `Esta máquina tiene ahora su propia clave. Quien administra el servidor debe anotarla en su configuración, con un nombre: {"auditors": [{"name": "…", "publicKey": "${publicKey}"}]}. Con ella se copian sobres cerrados; no abre ninguno.`,
    ownKey: (publicKey) => `Clave de esta máquina: ${publicKey}`,
    serving: (url, segments) => `Las copias (tramos: ${segments}) están en ${url}`,
    copied: (count) => `Tramos copiados: ${count}.`,
    refused: (name) =>
      `El servidor público entregó un tramo que no lo es, o con las celdas en otro orden: ${name}. Se le pedirá otra vez.`,
    missing: (name) => `El servidor público enumera un tramo y no lo entrega: ${name}.`,
    withheld: (number) => `El servidor público se saltó el tramo número ${number}.`,
    full: 'Ya no hay lugar para más copias (--room). Las que están se siguen sirviendo.',
    rosterRefused: (code) =>
      `La nómina de dispositivos que entrega el servidor no vale (${code}). Sigue en vigor la anterior.`,
  },
  en: {
    newKey: (publicKey) =>
      `This machine now has a key of its own. Whoever runs the relay has to put it into its configuration, with a name: {"auditors": [{"name": "…", "publicKey": "${publicKey}"}]}. It copies sealed envelopes and opens none.`,
    ownKey: (publicKey) => `This machine’s key: ${publicKey}`,
    serving: (url, segments) => `The copies (segments: ${segments}) are at ${url}`,
    copied: (count) => `Segments copied: ${count}.`,
    refused: (name) =>
      `The relay gave a segment that is none, or with its cells in another order: ${name}. It will be asked for again.`,
    missing: (name) => `The relay lists a segment and does not give it: ${name}.`,
    withheld: (number) => `The relay left out segment number ${number}.`,
    full: 'There is no room for more copies (--room). Those that are here are still served.',
    rosterRefused: (code) =>
      `The list of devices that the relay gives is not valid (${code}). The one before stays in force.`,
  },
}
