import { demoSchedule } from '@cronista/protocol'
import { startPage } from '../start-page.ts'

startPage(demoSchedule)
