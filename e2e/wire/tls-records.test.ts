import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecordReader, type RecordHeader } from './tls-records.ts'

const records = fc.array(
  fc.record({
    type: fc.integer({ min: 20, max: 23 }),
    version: fc.constantFrom(0x0301, 0x0303),
    length: fc.integer({ min: 0, max: 400 }),
  }),
  { maxLength: 12 },
)

function encoded(headers: readonly RecordHeader[]): Uint8Array {
  const parts = headers.map(({ type, version, length }) => {
    const bytes = new Uint8Array(5 + length).fill(0x17)
    const view = new DataView(bytes.buffer)
    view.setUint8(0, type)
    view.setUint16(1, version)
    view.setUint16(3, length)
    return [...bytes]
  })
  return new Uint8Array(parts.flat())
}

test('the same records are read however TCP cuts them', () => {
  fc.assert(
    fc.property(records, fc.array(fc.integer({ min: 1, max: 300 })), (headers, cuts) => {
      const bytes = encoded(headers)
      const reader = new RecordReader()
      const read: RecordHeader[] = []
      let at = 0
      for (const cut of [...cuts, bytes.length]) {
        read.push(...reader.read(bytes.subarray(at, at + cut)))
        at = Math.min(bytes.length, at + cut)
      }
      expect(read).toEqual(headers)
    }),
  )
})

test('what is no TLS is not taken for it', () => {
  const http = new TextEncoder().encode('GET / HTTP/1.1\r\n')
  expect(() => new RecordReader().read(http)).toThrow(RangeError)
})
