import type { CommandDefinition } from './command-definition.ts'
import { deskCommands } from './desk.ts'
import { mirrorCommand } from './mirror.ts'
import { mirrorSegmentsCommand } from './mirror-segments.ts'
import { monitorCommand } from './monitor.ts'
import { newsroomCommands } from './newsroom.ts'
import { relayCommand } from './relay.ts'
import { verifyCommand } from './verify.ts'

/** Every command there is, in the order in which `--help` shows them. */
export const allCommands: readonly CommandDefinition[] = [
  verifyCommand,
  monitorCommand,
  mirrorCommand,
  mirrorSegmentsCommand,
  ...newsroomCommands,
  ...deskCommands,
  relayCommand,
]
