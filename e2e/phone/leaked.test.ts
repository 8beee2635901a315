import { expect, test } from 'vitest'
import { leaked } from './leaked.ts'

const searched = (...found: string[]) => ({ files: 1, bytes: 1, opened: {}, found })
const pair = 'words 5 and 6 (en): storage/list.sqlite (value)'
const text = 'the text: storage/list.sqlite (value)'
const elsewhere = 'words 5 and 6 (en): formhistory.sqlite (value)'

test('what readers’ profiles hold in the same place leaked from nobody; anything else did', () => {
  expect(leaked(searched(pair, text, elsewhere), [searched(), searched(pair)])).toEqual([
    text,
    elsewhere,
  ])
  expect(leaked(searched(pair), [searched()])).toEqual([pair])
})
