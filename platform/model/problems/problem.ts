import { type Label, Refusal, RetryLater, isObject } from '@lianke/kernel'
import { ZodError } from 'zod'
import type { Locale } from '../i18n/locale.ts'
import { speak } from '../i18n/speak.ts'
import { refusalOfZod } from './parse-input.ts'

/** RFC 9457, with our code and the parts of the input that are wrong. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly instance?: string
  readonly problems?: readonly { readonly path: string; readonly code: string; readonly detail: string }[]
  readonly [extra: string]: unknown
}
export const problemType = 'application/problem+json; charset=utf-8'

/** What Fastify and its parts throw, in our codes. */
const foreign: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'body.wrong_type', status: 415 },
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'body.too_large', status: 413 },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'body.empty', status: 400 },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'body.bad_length', status: 400 },
  FST_ERR_CTP_EMPTY_TYPE: { code: 'body.wrong_type', status: 415 },
  FST_ERR_BAD_URL: { code: 'request.bad_url', status: 400 },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'request.bad_url', status: 414 },
  FST_REQ_FILE_TOO_LARGE: { code: 'file.too_large', status: 413 },
  FST_FILES_LIMIT: { code: 'file.one_at_a_time', status: 413 },
  FST_PARTS_LIMIT: { code: 'file.one_at_a_time', status: 413 },
  FST_FIELDS_LIMIT: { code: 'file.one_at_a_time', status: 413 },
  FST_INVALID_MULTIPART_CONTENT_TYPE: { code: 'body.wrong_type', status: 415 },
  ENOSPC: { code: 'storage.full', status: 507 },
  EDQUOT: { code: 'storage.full', status: 507 },
  '57014': { code: 'server.too_slow', status: 503 },
  '22021': { code: 'body.wrong_encoding', status: 400 },
  '22P05': { code: 'body.wrong_encoding', status: 400 },
}

/** Any thrown thing as a Refusal-like answer; null when it is our own fault (500). */
export const refusalOf = (
  error: unknown,
): {
  code: string
  status: number
  params: Readonly<Record<string, unknown>>
  problems: Refusal['problems']
  extra: Readonly<Record<string, unknown>>
} | null => {
  if (error instanceof Refusal) return error
  if (error instanceof ZodError) return refusalOfZod(error, null)
  const plain = { params: {}, problems: [], extra: {} }
  if (error instanceof RetryLater)
    return {
      ...plain,
      code: error.says,
      status: error.says === 'storage.full' ? 507 : 503,
      extra: { retry_after: Math.ceil(error.delayMs / 1000) },
    }
  const { code, statusCode } = isObject(error) ? error : {}
  const known = typeof code === 'string' ? foreign[code] : undefined
  if (known) return { ...plain, ...known }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return { ...plain, code: 'request.invalid', status: statusCode }
  return null
}

export interface Speech {
  readonly locale: Locale
  readonly words: ReadonlyMap<string, Label> | null
}

/** Params that name an object or an act: spoken by their labels. */
const objectParams = new Set(['object', 'child', 'parent'])

/** The problem document of a thrown thing, worded in the caller's language. */
export const problemOf = (error: unknown, { locale, words }: Speech, instance?: string): Problem => {
  const refusal = refusalOf(error) ?? { code: 'server.fault', status: 500, params: {}, problems: [], extra: {} }
  const named = (params: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        objectParams.has(name)
          ? (words?.get(`object.${value}`) ?? value)
          : name === 'command' || name === 'commands'
            ? String(value)
                .split(', ')
                .map((command) => words?.get(`command.${command}`) ?? command)
            : value,
      ]),
    )
  const say = (code: string, params: Readonly<Record<string, unknown>>) =>
    speak(words, `refusal.${code}`, locale, named(params)) ?? code
  const problems = refusal.problems.map(({ path, code, params }) => ({
    path,
    code,
    detail: say(code, params ?? {}),
    ...(params?.suggestion ? { suggestion: params.suggestion } : {}),
    ...(params?.commands ? { commands: String(params.commands).split(', ') } : {}),
    ...(params?.in_the_way ? { in_the_way: params.in_the_way } : {}),
  }))
  return {
    ...refusal.extra,
    type: `urn:lianke:problem:${refusal.code}`,
    title: speak(words, `status.${refusal.status}`, locale) ?? say(refusal.code, refusal.params),
    status: refusal.status,
    code: refusal.code,
    detail: say(refusal.code, refusal.params),
    ...(instance ? { instance } : {}),
    ...(problems.length > 0 ? { problems } : {}),
  }
}
