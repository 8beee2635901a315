import type { JournalEvent } from '@cronista/newsroom'
import { expect, test } from 'vitest'
import { appendChecked } from './checked-append.ts'
import { TwoDesks } from './two-desks.fixture.ts'

test('an event that no desk could read is never written', async () => {
  const { ada } = new TwoDesks()
  const { state } = ada.journal
  const introduced = { v: 1, type: 'person-introduced', person: '0a'.repeat(16) } as const
  const malformed: JournalEvent = { ...introduced, name: '' }
  const append = () => appendChecked(ada.journal, [{ ...introduced, name: 'Ada' }, malformed])
  expect(append).toThrow(expect.objectContaining({ code: 'request-malformed' }))
  expect(ada.journal.state).toBe(state)
  await ada.restart()
  expect(ada.journal.state.people.size).toBe(0)
})
