// Every figure of docs/performance.md, each beside its peer or its limit in the same run.
import { benchCollector } from './collector.ts'
import { benchIntake } from './intake.ts'
import { benchPage } from './page.ts'
import { benchScriptTimes } from './script-times.ts'
import { benchScript } from './script.ts'

const benches = {
  'page: an article of 800 words, before the script, in bytes of brotli': benchPage,
  'script: the reader script, in bytes of brotli': benchScript,
  'script: on a phone-class processor, in milliseconds': benchScriptTimes,
  'collector: cells opened per second of one core': benchCollector,
  'intake: cells on disk per second': benchIntake,
}

const wanted = process.argv[2] ?? ''
for (const [title, bench] of Object.entries(benches)) {
  if (!title.startsWith(wanted)) continue
  console.log(`\n${title}`)
  console.table(await bench())
}
