import { ProtocolError } from '@cronista/protocol'
import type { RelayProblemCode } from '@cronista/protocol/http'
import { ANSWER_HEADERS } from './answer-headers.ts'
import { problemAnswer } from './problem.ts'

/** What became of what a device handed in; `cause` names the rule that was broken. */
export type Verdict =
  { readonly kind: 'refused'; readonly cause: string } | { readonly kind: 'stored' }

/** A refusal, and why. */
export function refused(cause: string): Verdict {
  return { kind: 'refused', cause }
}

/** Passes a judge's verdict on; a rule of the protocol that was broken is a refusal. */
export async function judged<Judged>(judge: () => Promise<Judged>): Promise<Judged | Verdict> {
  try {
    return await judge()
  } catch (error) {
    if (error instanceof ProtocolError) return refused(error.code)
    throw error
  }
}

/** 204, or the problem with its cause. */
export function verdictAnswer(code: RelayProblemCode, verdict: Verdict): Response {
  return verdict.kind === 'stored'
    ? new Response(null, { status: 204, headers: ANSWER_HEADERS })
    : problemAnswer(code, verdict.cause)
}
