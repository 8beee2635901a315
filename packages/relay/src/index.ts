export type { RelayConfigInput } from './config.ts'
export { RelayError, relayErrorCodes, type RelayErrorCode } from './domain/relay-error.ts'
export { startRelay, type Relay, type RelaySurroundings } from './start-relay.ts'
