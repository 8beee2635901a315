export type { RelayConfigInput } from './config.ts'
export { RelayError, relayErrorCodes, type RelayErrorCode } from './domain/relay-error.ts'
export { runRelay } from './run-relay.ts'
export {
  startSegmentServer,
  type SegmentServer,
  type SegmentServerParts,
} from './start-segment-server.ts'
export { startRelay, type Relay, type RelaySurroundings } from './start-relay.ts'
