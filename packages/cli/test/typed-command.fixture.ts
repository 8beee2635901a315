import { PassThrough } from 'node:stream'
import { runCronista } from '../src/run-cronista.ts'
import type { Ended } from './cronista-process.fixture.ts'

/** Runs `cronista` in this process, in English, while somebody types these lines into it. */
export async function typeInto(
  lines: readonly string[],
  ...args: readonly string[]
): Promise<Ended> {
  const input = new PassThrough()
  input.end(lines.map((line) => `${line}\n`).join(''))
  const output = new PassThrough()
  const chunks: string[] = []
  output.on('data', (chunk: Uint8Array) => chunks.push(new TextDecoder().decode(chunk)))
  const exitCode = await runCronista(
    args,
    { LANG: 'en' },
    {
      input: input as unknown as NodeJS.ReadStream,
      out: output as unknown as NodeJS.WriteStream,
      err: output as unknown as NodeJS.WriteStream,
    },
  )
  await new Promise((resolve) => setImmediate(resolve))
  return { exitCode, printed: chunks.join('') }
}
