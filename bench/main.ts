// Every figure of docs/performance.md, each beside its peer or its limit in the same run.
import { benchCollector } from './collector.ts'
import { benchFlood } from './flood.ts'
import { benchInference, benchTargetedScript } from './inference.ts'
import { benchIntake } from './intake.ts'
import { benchMillion } from './million.ts'
import { benchPage } from './page.ts'
import { benchPress } from './press.ts'
import { benchScriptTimes } from './script-times.ts'
import { benchScript } from './script.ts'
import { benchUnlock } from './unlock.ts'

const benches = {
  'page: an article of 800 words, before the script, in bytes of brotli': benchPage,
  'script: the reader script, in bytes of brotli': benchScript,
  'script: on a phone-class processor, in milliseconds': benchScriptTimes,
  'collector: cells opened per second, on one core and on two': benchCollector,
  'intake: cells on disk per second': benchIntake,
  'press: 1,000 and 10,000 bilingual stories': benchPress,
  'flood: 100,000 cells of strangers before one desk': benchFlood,
  'unlock: 100,000 journal entries': benchUnlock,
  'million: readers a day, in bytes, disk and CPU': () => benchMillion(),
  'inference: who can have written, by what the line shows': benchInference,
  'inference: a changed script for some, and monitors': benchTargetedScript,
}

const wanted = process.argv[2] ?? ''
for (const [title, bench] of Object.entries(benches)) {
  if (!title.startsWith(wanted)) continue
  console.log(`\n${title}`)
  console.table(await bench())
}
