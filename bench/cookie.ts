import { benchLogin } from './data.ts'

/** Signs the team manager in and answers the cookie. */
export const cookieOf = async (origin: string): Promise<string> => {
  const answer = await fetch(`${origin}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: benchLogin.email, password: benchLogin.password }),
  })
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
