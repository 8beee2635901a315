import { describe, expect, it } from 'vitest'
import { DeskFailure, type DeskFailureCode } from '../api/desk-failure.ts'
import { Drafts } from './drafts.ts'

/** A desk that answers as told, and the drafts that write to it. */
function draftsBefore(...answers: (number | DeskFailureCode)[]) {
  const received: { threadId: string; text: string; language: string; requestId: string }[] = []
  let requests = 0
  const drafts = new Drafts({
    sendReply: async (threadId, reply) => {
      received.push({ threadId, ...reply })
      const answer = answers.shift() ?? 'internal'
      if (typeof answer !== 'number') throw new DeskFailure(answer)
      return { number: answer, pieces: 1, editions: 1 }
    },
    newRequestId: () => `request-${String((requests += 1))}`,
  })
  return { drafts, received }
}

describe('a draft', () => {
  it('is gone once the desk has it', async () => {
    const { drafts, received } = draftsBefore(7)
    drafts.write('garza', 'Nos llegó.', 'es')
    expect(await drafts.send('garza')).toMatchObject({ number: 7 })
    expect(drafts.find('garza')).toBeUndefined()
    expect(received).toEqual([
      { threadId: 'garza', text: 'Nos llegó.', language: 'es', requestId: 'request-1' },
    ])
  })

  it('stays, with the reason, while the desk does not answer', async () => {
    const { drafts } = draftsBefore('desk-unreachable')
    drafts.write('garza', 'Nos llegó.', 'es')
    expect(await drafts.send('garza')).toBeUndefined()
    const failure = 'desk-unreachable'
    expect(drafts.find('garza')).toEqual({
      text: 'Nos llegó.',
      language: 'es',
      sending: false,
      failure,
    })
    expect(drafts.anyUnsent()).toBe(true)
  })

  it('is tried again as the same request, so that it is never written twice', async () => {
    const { drafts, received } = draftsBefore('desk-unreachable', 'desk-unreachable', 1)
    drafts.write('garza', 'Nos llegó.', 'es')
    await drafts.send('garza')
    await drafts.send('garza')
    await drafts.send('garza')
    expect(received.map(({ requestId }) => requestId)).toEqual([
      'request-1',
      'request-1',
      'request-1',
    ])
  })

  it('with other words or in another language is another request', async () => {
    const { drafts, received } = draftsBefore('desk-unreachable', 'desk-unreachable', 1)
    drafts.write('garza', 'Nos llegó.', 'es')
    await drafts.send('garza')
    drafts.write('garza', 'Nos llegó. Gracias.', 'es')
    await drafts.send('garza')
    drafts.write('garza', 'Nos llegó. Gracias.', 'en')
    await drafts.send('garza')
    expect(new Set(received.map(({ requestId }) => requestId)).size).toBe(3)
  })

  it('sent again after it arrived is a new reply', async () => {
    const { drafts, received } = draftsBefore(1, 2)
    drafts.write('garza', 'Sí.', 'es')
    await drafts.send('garza')
    drafts.write('garza', 'Sí.', 'es')
    await drafts.send('garza')
    expect(received.map(({ requestId }) => requestId)).toEqual(['request-1', 'request-2'])
  })

  it('cannot change or be sent again while it is on its way', async () => {
    const { drafts, received } = draftsBefore(1, 2)
    drafts.write('garza', 'Sí.', 'es')
    const sending = drafts.send('garza')
    drafts.write('garza', 'No.', 'es')
    expect(await drafts.send('garza')).toBeUndefined()
    expect(await sending).toMatchObject({ number: 1 })
    expect(received).toHaveLength(1)
  })

  it('does not come back when everything was discarded while it was on its way', async () => {
    const { drafts } = draftsBefore('desk-unreachable')
    drafts.write('garza', 'Sí.', 'es')
    const sending = drafts.send('garza')
    drafts.discardAll()
    await sending
    expect(drafts.find('garza')).toBeUndefined()
    expect(drafts.anyUnsent()).toBe(false)
  })

  it('of blanks is not sent', async () => {
    const { drafts, received } = draftsBefore(1)
    drafts.write('garza', ' \n ', 'es')
    expect(await drafts.send('garza')).toBeUndefined()
    expect(received).toEqual([])
  })

  it('belongs to its conversation', async () => {
    const { drafts } = draftsBefore(1)
    drafts.write('garza', 'Para usted.', 'es')
    drafts.write('heron', 'For you.', 'en')
    await drafts.send('garza')
    expect(drafts.find('heron')?.text).toBe('For you.')
  })
})
