import { readFileSync } from 'node:fs'
import { hex, join } from './primitives.ts'

/** A value somewhere in a vector file. */
export type Vector = Record<string, unknown>

/** A vector file of the folder above. */
export function vectorFile(name: string): Vector {
  return JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')) as Vector
}

/** What stands in a file under these names. */
export function at(file: Vector, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inside, name) => (inside as Vector)[name], file)
}

/** The bytes that stand there in hexadecimal digits. */
export function bytesAt(file: Vector, ...names: readonly string[]): Uint8Array {
  return hex(String(at(file, ...names)))
}

/** One case of cronista-1-cases.json. */
export interface Case {
  readonly structure: string
  readonly name: string
  readonly outcome: string
  readonly indices?: readonly number[]
  readonly bytes?: {
    readonly hex?: string
    readonly of?: readonly [file: string, ...names: string[]]
    readonly set?: readonly { readonly at: number; readonly hex: string }[]
    readonly keep?: number
    readonly append?: string
  }
  readonly given?: Readonly<Record<string, number | string>>
}

/** The bytes of a case: its own, or those of another vector, changed, cut and lengthened in this order. */
export function caseBytes({ bytes = {} }: Case): Uint8Array {
  if (bytes.of === undefined) return hex(bytes.hex ?? '')
  const [name, ...names] = bytes.of
  const whole = bytesAt(vectorFile(name), ...names)
  for (const { at: place, hex: digits } of bytes.set ?? [])
    whole.set(hex(digits), place < 0 ? whole.length + place : place)
  return join(whole.slice(0, bytes.keep), hex(bytes.append ?? ''))
}
