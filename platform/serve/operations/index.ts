export type { Callback, CallbackSource, RefusedCallback } from './callbacks.ts'
export { failedEffects } from './failed-effects.ts'
export {
  type Backlog,
  type ClosedDoor,
  countMax,
  type DeadLetter,
  type DeadLetterMark,
  type DeadLetterSource,
  instantText,
  replayedMax,
} from './dead-letter.ts'
export { maskBody } from './mask-body.rule.ts'
