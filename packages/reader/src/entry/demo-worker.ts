import { demoSchedule } from '@cronista/protocol'
import { startWorker } from '../start-worker.ts'

startWorker(demoSchedule)
