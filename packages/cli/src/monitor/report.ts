import { stripVTControlCharacters } from 'node:util'
import type { Language } from '@cronista/protocol'
import type { Wording } from '../wording.ts'
import { monitorKinds, type Finding, type MonitorKind } from './finding.ts'
import type { Look } from './look.ts'
import { nameOf, type View } from './view.ts'
import { isChanging, monitorWordingIn } from './wording.ts'

/** One look in a round. */
export interface Looked {
  readonly round: number
  readonly view: View
  readonly look: Look
}

/** Says what one look found, in sentences. */
export function linesOf(
  { round, view, look }: Looked,
  wording: Wording,
  language: Language,
): readonly string[] {
  const says = monitorWordingIn(language)
  const name = nameOf(view)
  const { found, unchecked, release } = look
  const isSame = found.length + unchecked.length === 0
  const lines = [
    ...(isSame ? [says.same(round, name, release ?? 0)] : []),
    ...(found.length > 0 ? [says.differs(name, found.length)] : []),
    ...found.map((one) => lineOf(one, wording, language)),
    ...(unchecked.length > 0 ? [says.unchecked(name, unchecked.length)] : []),
    ...unchecked.map(
      ({ path, why }) => `  ${path}  ${isChanging(why) ? says.changing : wording.noAnswer[why]}`,
    ),
  ]
  // A path may have come from a hostile site; it does not steer the terminal.
  return lines.map((line) => stripVTControlCharacters(line))
}

function lineOf(
  { kind, path, header, detail }: Finding,
  wording: Wording,
  language: Language,
): string {
  const what = isMonitorKind(kind)
    ? monitorWordingIn(language).kinds[kind]
    : wording.differences[kind]
  const which = [header, detail].filter((one) => one !== undefined).join(', ')
  return `  ${path}  ${what}${which === '' ? '' : `: ${which}`}`
}

function isMonitorKind(kind: string): kind is MonitorKind {
  return (monitorKinds as readonly string[]).includes(kind)
}

/** The same for machines: one JSON object a look. Kinds and names do not depend on the language. */
export function jsonOf({ round, view, look }: Looked, atMillis: number): string {
  const { found, unchecked, release } = look
  const at = new Date(atMillis).toISOString()
  return JSON.stringify({ at, round, view, release, found, unchecked })
}
