export { cliErrorCodes, CliError, type CliErrorCode } from './cli-error.ts'
export { exitCodes } from './report.ts'
