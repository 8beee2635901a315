import fc from 'fast-check'

/** The same bytes with one of them changed. */
export function alteredCopies(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }))
    .map(([place, flip]) => {
      const altered = bytes.slice()
      altered[place] = (altered[place] ?? 0) ^ flip
      return altered
    })
}

/** What a parser must refuse: rubbish, every cut of a real structure, and one byte too many. */
export function malformedCopies(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    fc.uint8Array({ maxLength: 500 }),
    fc.nat(bytes.length - 1).map((length) => bytes.slice(0, length)),
    fc.nat(255).map((byte) => Uint8Array.of(...bytes, byte)),
  )
}

/** What a parser may take or refuse with its own code: real structures with many bytes changed. */
export function mangledCopies(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255))
  const mangled = fc.array(change, { minLength: 1, maxLength: 40 }).map((changes) => {
    const copy = bytes.slice()
    for (const [place, byte] of changes) copy[place] = byte
    return copy
  })
  // A byte may be drawn that stood there already.
  return mangled.filter((copy) => copy.some((byte, place) => byte !== bytes[place]))
}
