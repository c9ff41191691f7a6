/** The API of an installation as one person's session, or a program's key. */
export interface Asking {
  readonly send: <T>(method: string, path: string, data?: unknown) => Promise<T>
  /** Sends what may be refused. */
  readonly status: (method: string, path: string, data?: unknown) => Promise<number>
  readonly upload: <T>(path: string, name: string, text: string) => Promise<T>
  readonly rows: (object: string, filter: unknown, limit?: number) => Promise<Row[]>
  readonly first: (object: string, filter: unknown) => Promise<Row>
}
export interface Row extends Record<string, unknown> {
  readonly id: string
}

const asking = (url: string, headers: Record<string, string>): Asking => {
  const ask = (method: string, path: string, data?: unknown) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: { origin: url, ...headers, ...(data === undefined ? {} : { 'content-type': 'application/json' }) },
      body: data === undefined ? null : JSON.stringify(data),
    })
  const answered = async <T>(what: string, response: Response): Promise<T> => {
    if (!response.ok) throw new Error(`${what} answered ${response.status}: ${await response.text()}`)
    const text = await response.text()
    return JSON.parse(text || 'null')
  }
  const send = async <T>(method: string, path: string, data?: unknown) =>
    answered<T>(`${method} ${path}`, await ask(method, path, data))
  const rows = async (object: string, filter: unknown, limit = 200) =>
    (await send<{ data: Row[] }>('POST', `/${object.replace('.', '/')}/query`, { filter, limit })).data
  return {
    send,
    rows,
    status: async (method, path, data) => (await ask(method, path, data)).status,
    async upload(path, name, text) {
      const form = new FormData()
      form.append('file', new Blob([text]), name)
      return answered(
        path,
        await fetch(`${url}/api/v1${path}`, { method: 'POST', headers: { origin: url, ...headers }, body: form }),
      )
    },
    async first(object, filter) {
      const [row] = await rows(object, filter, 1)
      if (!row) throw new Error(`no ${object} with ${JSON.stringify(filter)}`)
      return row
    },
  }
}

/** Signs in; the answer asks as this person. */
export const signedIn = async (url: string, login: string, password: string): Promise<Asking> => {
  const answer = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ login, password }),
  })
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
  return asking(url, {
    cookie: answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  })
}
/** Asks as a program with this key. */
export const withKey = (url: string, key: string): Asking => asking(url, { authorization: `Bearer ${key}` })

const pauseMs = 300
/** Asks again and again until the answer is there. */
export const until = async <T>(what: string, ask: () => Promise<T | undefined | false>, seconds = 60): Promise<T> => {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`${what}: not after ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
