import type { FastifyReply, FastifyRequest } from 'fastify'
import { addressHeader } from '../auth/sign-in-library.ts'

/** What the sign-in library answered, read once. */
interface LibraryAnswer {
  readonly ok: boolean
  readonly status: number
  readonly code: string
  readonly body: Record<string, unknown>
  readonly cookies: readonly string[]
}

/** Headers the library may see: cookie, agent and the address that Fastify decided on, nothing that a caller invents. */
export const libraryHeaders = (request: FastifyRequest): Headers => {
  const headers = new Headers({ [addressHeader]: request.ip })
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}

const isApiError = (error: unknown): error is { statusCode: number; body?: { code?: string } } =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500

/** Runs one call of the library (`asResponse: true`) and reads its answer; its refusals are answers, its faults are thrown. */
export const libraryAnswer = async (call: () => Promise<unknown>): Promise<LibraryAnswer> => {
  try {
    const response = (await call()) as Response
    const text = await response.text()
    const body = (text ? (JSON.parse(text) as Record<string, unknown> | null) : null) ?? {}
    if (response.status >= 500) throw new Error(`the sign-in library failed: ${response.status}`)
    return {
      ok: response.ok,
      status: response.status,
      code: String(body.code ?? ''),
      body,
      cookies: response.headers.getSetCookie(),
    }
  } catch (error) {
    if (!isApiError(error)) throw error
    return { ok: false, status: error.statusCode, code: error.body?.code ?? '', body: {}, cookies: [] }
  }
}

/** Hands the library's cookies on. */
export const passCookies = (reply: FastifyReply, answer: LibraryAnswer): void => {
  for (const cookie of answer.cookies) reply.header('set-cookie', cookie)
}
