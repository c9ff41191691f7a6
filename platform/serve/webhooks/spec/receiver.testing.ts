import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly fact: Record<string, unknown>
  readonly at: number
}
type Answer = {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: string
  /** Not answered before this has come. */
  readonly until?: Promise<void>
}
export interface Receiver {
  readonly host: string
  readonly heard: Heard[]
  url(path: string): string
  /** What a path answers from now on; 200 until it is said. */
  answers(path: string, how: (heard: Heard) => Answer): void
  of(path: string): Heard[]
  /** Most requests that were open at once. */
  readonly openMax: number
  close(): Promise<void>
}

/** A program outside that takes signed posts. */
export const openReceiver = async (): Promise<Receiver> => {
  const heard: Heard[] = []
  const rules = new Map<string, (heard: Heard) => Answer>()
  let open = 0
  let openMax = 0
  const server = createServer((request, reply) => {
    openMax = Math.max(openMax, ++open)
    reply.on('close', () => open--)
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body, fact: JSON.parse(body), at: Date.now() }
      heard.push(one)
      const { status, headers = {}, body: text = '', until } = rules.get(one.path)?.(one) ?? { status: 200 }
      void Promise.resolve(until).then(() => reply.writeHead(status, headers).end(text))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    heard,
    url: (path) => `http://${host}${path}`,
    answers: (path, how) => void rules.set(path, how),
    of: (path) => heard.filter((one) => one.path === path),
    get openMax() {
      return openMax
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

/** What a receiver does by the text of the Standard Webhooks scheme, with nothing of ours: true where one of the signatures is that of the secret. */
export const isSigned = (secret: string, { headers, body }: Pick<Heard, 'headers' | 'body'>): boolean => {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(signed)
    .digest('base64')
  const age = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp']))
  return age < 300 && String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`)
}
