import { TestbedError } from './testbed-error.ts'

/** How `npm start` was called. */
export interface StartOptions {
  /** Sets an earlier state aside and begins anew. */
  readonly fresh: boolean
  readonly realTime: boolean
  /** Leaves out the story that a contributor writes in, and its minute. */
  readonly quick: boolean
  /** The site's; the desk has the next one. 0 takes two free ones. */
  readonly port: number
}

const DEFAULT_PORT = 8080
const USAGE =
  'npm start understands -- --fresh, --quick, --real-time and --port NUMBER (0, or 1024 to 65533).'

function parsePort(text: string | undefined): number {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : -1
  // The desks take the two ports after this one.
  if (port === 0 || (port >= 1024 && port < 65_534)) return port
  throw new TestbedError('arguments-malformed', USAGE)
}

/** Reads the arguments after `npm start --` and `CRONISTA_PORT`. Throws `arguments-malformed`. */
export function parseStartOptions(
  programArguments: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions {
  let fresh = false
  let realTime = false
  let quick = false
  let portText = environment['CRONISTA_PORT'] ?? String(DEFAULT_PORT)
  const waiting = programArguments.flatMap((argument) =>
    argument.startsWith('--port=') ? ['--port', argument.slice('--port='.length)] : [argument],
  )
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next === '--fresh') fresh = true
    else if (next === '--real-time') realTime = true
    else if (next === '--quick') quick = true
    else if (next === '--port') portText = waiting.shift() ?? ''
    else throw new TestbedError('arguments-malformed', USAGE)
  }
  return { fresh, realTime, quick, port: parsePort(portText) }
}
