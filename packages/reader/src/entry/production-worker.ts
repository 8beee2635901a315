import { productionSchedule } from '@cronista/protocol'
import { startWorker } from '../start-worker.ts'

startWorker(productionSchedule)
