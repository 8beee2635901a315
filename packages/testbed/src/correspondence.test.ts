import { randomBytes } from 'node:crypto'
import { threadSchema, threadsSchema } from '@cronista/desk/api'
import { demoSchedule } from '@cronista/protocol'
import { expect, test } from 'vitest'
import { bootTestbed } from './boot-testbed.ts'
import { correspond, type CorrespondencePlace, type CorrespondenceStep } from './correspondence.ts'
import { DeskClient } from './desk-client.ts'
import { letterOf } from './stories/letter-of.ts'
import { milkThatPaysJourney as journey } from './stories/milk-that-pays-journey.ts'

test('a letter whose writer is interrupted once it has left is not sent again', async () => {
  const testbed = await bootTestbed({ schedule: 'demo', stories: 'none' })
  try {
    const desk = await DeskClient.unlock(testbed.desks[0])
    const { siteUrl, newsroomId, paths } = testbed
    // So fast that the letter has left before anything can be collected.
    const tickMillis = [50, 100] as const
    const schedule = { ...demoSchedule, tickMillis, slowTickMillis: tickMillis }
    const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
    const steps: CorrespondenceStep[] = []
    const place: CorrespondencePlace = {
      site: { siteUrl, newsroomId, schedule, nowMillis: Date.now, random },
      ...{ desk, wordsPath: paths.words, onStep: (step) => steps.push(step) },
    }
    const interruption = new Error('Ctrl-C')
    const interrupted = correspond(
      {
        ...place,
        onStep(step) {
          if (step === 'collecting') throw interruption
        },
      },
      journey,
    )
    await expect(interrupted).rejects.toBe(interruption)

    const id = await correspond(place, journey)
    expect(steps).toEqual(['answering', 'reading'])
    expect((await desk.get('threads', threadsSchema)).threads).toMatchObject([{ id, unread: 0 }])
    const { thread } = await desk.get(`threads/${id}`, threadSchema)
    expect(thread.entries.map(({ kind, text }) => ({ kind, text }))).toEqual([
      { kind: 'message', text: letterOf(journey) },
      { kind: 'reply', text: journey.answer },
      { kind: 'message', text: journey.after },
    ])
    expect(await correspond(place, journey)).toBe(id)
    expect(steps).toEqual(['answering', 'reading'])
  } finally {
    await testbed.close()
  }
}, 120_000)
