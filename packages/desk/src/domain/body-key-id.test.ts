import { asNewsroomId, toHex } from '@cronista/protocol'
import { expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { bodyKeyIdOf } from './body-key-id.ts'

// printf 'cronista/1 body key\0' and then 32 times \001, 16 times \003, 32 times \002, through sha256sum.
test('a body key’s id is the one that another implementation computes', () => {
  const newsroomId = asNewsroomId(new Uint8Array(32).fill(1))
  const [key, subject] = [new Uint8Array(32).fill(2), new Uint8Array(16).fill(3)]
  expect(toHex(bodyKeyIdOf(p, newsroomId, key, subject))).toBe('08f7904a43ba08d509e0c056980458da')
})
