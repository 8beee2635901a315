import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { execPath } from 'node:process'
import { expect, onTestFinished, test } from 'vitest'
import { runStage } from './run-stage.js'

async function run(program: string, stage: { counts?: boolean; limitMillis?: number } = {}) {
  const heard: string[] = []
  const described = { name: 'tried', shows: '', needs: [], counts: false, limitMillis: 30_000 }
  const command = [execPath, '-e', program]
  const { outcome } = await runStage({ ...described, ...stage, command }, execPath, (line) =>
    heard.push(line),
  )
  return { outcome, heard }
}

const failed = { passed: 0, failed: 1, skipped: 0 }

test('a check that passes says nothing', async () => {
  const { outcome, heard } = await run('console.log("looked at 3 files")')
  expect(outcome).toEqual({ passed: 1, failed: 0, skipped: 0 })
  expect(heard).toEqual([])
})

test('one that fails is heard, whichever way it speaks', async () => {
  const { outcome, heard } = await run(
    'console.log("one"); console.error("two"); process.exitCode = 2',
  )
  expect(outcome).toEqual(failed)
  expect(heard.toSorted()).toEqual(['one', 'two'])
})

test('tests without a report have failed', async () => {
  expect((await run('', { counts: true })).outcome).toEqual(failed)
})

/** A program that starts another, which calls `port` and stays on the line, and then does `next`. */
function leaving(port: number, next: string): string {
  const stays = `require('node:net').connect(${port}, '127.0.0.1', () => process.send('connected'))`
  const stdio = "['ignore', 'inherit', 'inherit', 'ipc']"
  return `require('node:child_process')
    .spawn(process.execPath, ['-e', ${JSON.stringify(stays)}], { stdio: ${stdio} })
    .on('message', () => { ${next} })`
}

async function listening() {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
  })
  await once(server, 'listening')
  const hungUp = once(server, 'connection').then(([socket]: Socket[]) => once(socket!, 'close'))
  return { port: (server.address() as AddressInfo).port, hungUp }
}

test('what a stage leaves behind ends with it', async () => {
  const { port, hungUp } = await listening()
  expect((await run(leaving(port, 'process.exit(1)'))).outcome).toEqual(failed)
  await hungUp
})

test('a stage that takes too long is ended whole, and has failed', async () => {
  const { port, hungUp } = await listening()
  const { outcome, heard } = await run(leaving(port, ''), { limitMillis: 2_000 })
  expect(outcome).toEqual(failed)
  expect(heard).toEqual([expect.stringMatching(/^stopped after/)])
  await hungUp
})
