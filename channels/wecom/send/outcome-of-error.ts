import { type DeliveryOutcome, Refusal, RetryLater } from '@lianke/kernel'
import { CorpPaused, WecomError } from '../api/wecom-error.ts'
import { MediaProblem } from './media.ts'

const stopRetryMs = 15 * 60_000

/** What time heals is a retry, what an administrator must mend is a slow retry, everything else is refused with its code. Throws what is no answer of the vendor's. */
export const outcomeOfError = (cause: unknown): DeliveryOutcome => {
  if (cause instanceof Refusal) return { status: 'refused', reason: cause.code }
  if (cause instanceof CorpPaused) return { status: 'retry', reason: 'wecom.corp_paused', afterMs: cause.delayMs }
  if (cause instanceof RetryLater) return { status: 'retry', reason: cause.message, afterMs: cause.delayMs }
  if (cause instanceof MediaProblem) return { status: 'refused', reason: 'wecom.media_unreadable' }
  if (!(cause instanceof WecomError)) throw cause
  const reason = `wecom.${cause.errcode}`
  return cause.kind === 'stop' || cause.kind === 'token'
    ? { status: 'retry', reason, afterMs: stopRetryMs }
    : { status: 'refused', reason }
}
