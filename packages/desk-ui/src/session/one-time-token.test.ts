import { describe, expect, it } from 'vitest'
import { takeOneTimeToken, type AddressBar } from './one-time-token.ts'

const token = 'Qm9vZ2llLXdvb2dpZS1ib29naWU'

function addressBarAt(hash: string): AddressBar & { readonly written: string[] } {
  const written: string[] = []
  return {
    location: { hash, pathname: '/' },
    history: {
      state: { left: 'behind' },
      replaceState: (state, _unused, url) => {
        expect(state).toBeNull()
        written.push(url)
      },
    },
    written,
  }
}

describe('the one-time token', () => {
  it('is taken out of the fragment, and the fragment out of the address', () => {
    const bar = addressBarAt(`#${token}`)
    expect(takeOneTimeToken(bar)).toBe(token)
    expect(bar.written).toEqual(['/'])
  })

  it('may be named', () => {
    expect(takeOneTimeToken(addressBarAt(`#token=${token}`))).toBe(token)
  })

  it('is absent without a fragment, and the history is left alone', () => {
    const bar = addressBarAt('')
    expect(takeOneTimeToken(bar)).toBeUndefined()
    expect(bar.written).toEqual([])
  })

  it.each(['#x', '#token=', '#<script>', `#${'a'.repeat(257)}`, '#a b c d e f g h i j k'])(
    'refuses %j, and still clears the address',
    (hash) => {
      const bar = addressBarAt(hash)
      expect(takeOneTimeToken(bar)).toBeUndefined()
      expect(bar.written).toEqual(['/'])
    },
  )
})
