import type { AccessContext } from '../access/access-context.ts'

type Who = AccessContext | 'system'
const whoOf = (access: AccessContext): Who => (access.system ? 'system' : access)

/**
 * Records that stand and that somebody was shown in a unit of work: what is to refer to them needs no second look at the database. It holds until
 * the unit writes anything, because a write may end both.
 */
export class Seen {
  readonly #facts: readonly unknown[]
  readonly #by = new Map<Who, Set<string>>()
  #at = 0

  /** `facts`: those that the unit of work has gathered so far. */
  constructor(facts: readonly unknown[]) {
    this.#facts = facts
  }

  note(access: AccessContext, object: string, ids: Iterable<string>): void {
    const own = this.#of(whoOf(access))
    for (const id of ids) own.add(`${object}:${id}`)
  }

  /** `everybodys`: the actor may see all records of the object, so what the system was shown he may see, too. */
  has(access: AccessContext, object: string, id: string, everybodys: boolean): boolean {
    const key = `${object}:${id}`
    return this.#of(whoOf(access)).has(key) || (everybodys && this.#of('system').has(key))
  }

  #of(who: Who): Set<string> {
    if (this.#at !== this.#facts.length) {
      this.#by.clear()
      this.#at = this.#facts.length
    }
    const known = this.#by.get(who) ?? new Set<string>()
    this.#by.set(who, known)
    return known
  }
}
