import pg from 'pg'
import { ident } from './sql.ts'

const reconnectMs = 500

/** LISTEN on one session of its own, opened at the first use and reopened whenever it is lost. */
export class Listener {
  readonly #url: string
  readonly #heard = new Map<string, Set<(payload: string) => void>>()
  #session: Promise<pg.Client> | null = null
  #retry: NodeJS.Timeout | null = null
  #closed = false

  constructor(url: string) {
    this.#url = url
  }

  /** Starts telling `heard` what is notified on `channel`; answers a function that stops. */
  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    const known = this.#heard.get(channel)
    if (known) known.add(heard)
    else this.#heard.set(channel, new Set([heard]))
    this.#session ??= this.#connect()
    const client = await this.#session
    if (!known) await client.query(`listen ${ident(channel)}`)
    return async () => {
      this.#heard.get(channel)?.delete(heard)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#retry) clearTimeout(this.#retry)
    const client = await this.#session?.catch(() => null)
    this.#session = null
    await client?.end()
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true, connectionTimeoutMillis: 10_000 })
    client.on('notification', ({ channel, payload }) => this.#tell(channel, payload ?? ''))
    client.on('error', () => this.#lost(client))
    client.on('end', () => this.#lost(client))
    await client.connect()
    await client.query([...this.#heard.keys()].map((channel) => `listen ${ident(channel)}`).join(';'))
    return client
  }

  #lost(client: pg.Client): void {
    client.removeAllListeners('notification')
    if (this.#closed || this.#retry) return
    this.#retry = setTimeout(() => {
      this.#retry = null
      if (this.#closed) return
      this.#session = this.#connect()
      this.#session.then(
        () => {
          for (const channel of this.#heard.keys()) this.#tell(channel, '')
        },
        () => this.#lost(client),
      )
    }, reconnectMs)
  }

  #tell(channel: string, payload: string): void {
    for (const heard of this.#heard.get(channel) ?? []) heard(payload)
  }
}
