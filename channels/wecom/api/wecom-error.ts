import { RetryLater } from '@lianke/kernel'
import { errorClassOf, type ErrorClass } from './errcode.rule.ts'

/** The vendor said no and repeating does not help. `hint` is what the vendor's support asks for. */
export class WecomError extends Error {
  readonly errcode: number
  readonly path: string
  readonly kind: ErrorClass
  readonly hint: string
  constructor(path: string, errcode: number, errmsg: string) {
    super(`${path}: ${errcode} ${errmsg}`)
    this.name = 'WecomError'
    this.errcode = errcode
    this.path = path
    this.kind = errorClassOf(errcode)
    this.hint = /hint: \[([^\]]*)\]/.exec(errmsg)?.[1] ?? ''
  }
}

/** The vendor or the network asks to come back. `errcode` is 0 when no answer came at all: the call may or may not have happened. */
export class WecomRetry extends RetryLater {
  readonly errcode: number
  constructor(path: string, errcode: number, reason: string, delayMs: number, cause?: unknown) {
    super(`${path}: ${errcode} ${reason}`, delayMs, cause)
    this.name = 'WecomRetry'
    this.errcode = errcode
  }
}

const pausedRestMs = 3 * 3_600_000

/** The corporation was paused by an administrator: what is for it waits. */
export class CorpPaused extends RetryLater {
  constructor(corp: string) {
    super(`the WeCom corporation ${corp} is paused`, pausedRestMs, undefined, 'wecom.corp_paused')
    this.name = 'CorpPaused'
  }
}
