import { refuse } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { placeOf } from '../auth/known-places.ts'
import { accountOfChallenge, takeCode } from '../auth/second-factor.ts'
import { logSignIn } from '../auth/sign-in-log.ts'
import { type Attempt, codePatience, forgetPlace, takeTry } from '../auth/sign-in-tries.ts'
import { cookieOf } from './caller.ts'
import type { Http } from './host.ts'
import { libraryAnswer, libraryHeaders, passCookies } from './library-call.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { from, remember, trace } from './password-step.ts'

const codeInput = z.strictObject({ code: z.string().trim().min(6).max(40), trust: z.boolean().default(false) })
const startAgain = () => refuse('sign_in.start_again', { status: 401 })

/** The second step. Codes are counted per account over any number of password steps, and each is good once. */
export const signInWithCode = async (
  http: Http,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ status: 'signed_in' }> => {
  const { code, trust } = parseInput(codeInput, request.body)
  const { library } = http.auth
  const { database } = http.platform
  const account = await accountOfChallenge(library, (name) => cookieOf(request.headers.cookie, name))
  if (!account) return startAgain()
  const log = (kind: 'locked' | 'wrong_code' | 'signed_in', login: string | null = null) =>
    logSignIn(database, { kind, account, login, ...trace(request) })
  const attempt: Attempt = {
    who: [`code:${account}`],
    ...(await placeOf(database, [account], from(request))),
    patience: codePatience,
  }
  try {
    await takeTry(database, attempt)
  } catch (error) {
    await log('locked')
    throw error
  }
  const totp = /^\d{6}$/.test(code)
  const headers = libraryHeaders(request)
  const answer =
    totp && !(await takeCode(database, account, code))
      ? null
      : await libraryAnswer(() =>
          totp
            ? library.api.verifyTOTP({ body: { code, trustDevice: trust }, headers, asResponse: true })
            : library.api.verifyBackupCode({ body: { code, trustDevice: trust }, headers, asResponse: true }),
        )
  if (!answer?.ok) {
    await log('wrong_code')
    if (answer && /COOKIE|SESSION|TOO_MANY/.test(answer.code)) return startAgain()
    return refuse('sign_in.wrong_code', { status: 401 })
  }
  passCookies(reply, answer)
  await forgetPlace(database, `code:${account}`, attempt.place)
  await remember(http, request, reply, account)
  await log('signed_in')
  return { status: 'signed_in' }
}
