import type { Prepared } from './prepared-query.ts'

const perConnectionMax = 200
const firstPlanMs = 1000
/** A plan lives four times as long as the statement had been known when it was made. */
const planLives = 4

/**
 * PostgreSQL keeps a plan until the table is analysed: one made while a new company had no rows reads whole tables until then. So a
 * statement is planned anew after a second, five, twenty, and so on.
 */
const isOld = ({ knownAt, plannedAt }: Prepared, now: number): boolean =>
  now - knownAt > firstPlanMs + planLives * (plannedAt - knownAt)

/** Which statements one session knows by name, tenant by tenant: a plan is made under the search path that was set. */
export class PreparedStatements {
  /** By pin, by text: null after the first sight. Oldest first. */
  readonly #byPin = new Map<string, Map<string, Prepared | null>>()
  #pin: string
  /** Those of the tenant that the session is set to. */
  #own: Map<string, Prepared | null>
  #kept = 0
  #names = 0

  constructor(pin: string) {
    this.#pin = pin
    this.#own = this.turnTo(pin)
  }

  /** The session is set to another tenant, which is now the one that was here last. */
  turnTo(pin: string): Map<string, Prepared | null> {
    const own = this.#byPin.get(pin) ?? new Map<string, Prepared | null>()
    this.#byPin.delete(pin)
    this.#byPin.set(pin, own)
    this.#pin = pin
    this.#own = own
    return own
  }

  /** A statement is prepared when it is seen for the second time. `deallocate`: the server forgets a name that gives way. */
  async of(text: string, deallocate: (name: string) => Promise<void>): Promise<Prepared | null> {
    const own = this.#own
    const known = own.get(text)
    if (known === undefined) {
      const gone = this.#kept >= perConnectionMax ? this.#evictOldest() : null
      if (gone?.state === 'known') await deallocate(gone.name)
      this.#kept++
      own.set(text, null)
      return null
    }
    const now = performance.now()
    const prepared = known ?? { name: `s${++this.#names}`, state: 'new', shape: null, knownAt: now, plannedAt: now }
    if (prepared.state === 'known' && isOld(prepared, now)) {
      prepared.state = 'doubtful'
      prepared.plannedAt = now
      // The table may have another column by now: what is answered is described anew.
      prepared.shape = null
    }
    own.delete(text)
    own.set(text, prepared)
    return prepared
  }

  /** All names are given up, new ones are taken. */
  forget(): void {
    this.#byPin.clear()
    this.#kept = 0
    this.turnTo(this.#pin)
  }

  /** Of the tenant that was here longest ago, or of this one when there is no other. */
  #evictOldest(): Prepared | null {
    const [pin, statements] = [...this.#byPin].find(([pin, { size }]) => size > 0 && pin !== this.#pin) ?? [this.#pin, this.#own]
    const [oldest] = statements
    if (!oldest) return null
    statements.delete(oldest[0])
    this.#kept--
    if (statements.size === 0 && pin !== this.#pin) this.#byPin.delete(pin)
    return oldest[1]
  }
}
