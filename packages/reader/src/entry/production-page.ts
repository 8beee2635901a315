import { productionSchedule } from '@cronista/protocol'
import { startPage } from '../start-page.ts'

startPage(productionSchedule)
