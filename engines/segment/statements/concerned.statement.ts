import { type Fact, type Filter, personObject, staffObject, surely, targetOf } from '@lianke/kernel'
import { type Model, relatedRecords, type Transaction } from '@lianke/platform'
import { isTouchedBy, type Touches } from '../rules/segment-order.rule.ts'
import { type Watch, watchesOf } from '../rules/watches.rule.ts'

/** So many persons are asked about again for what changed beyond them; more are left to a rebuild of the segment. */
const concernedMax = 5000

interface Asking {
  readonly model: Model
  readonly now: string
  readonly zone: string
}
export interface Cause {
  readonly id: string
  readonly hops: number
}

/** What a condition reads through references, by the definitions of this tenant. */
export const watchesIn = (model: Model, filter: Filter): Watch[] =>
  watchesOf(filter, (object, name) => {
    const known = model.objects.get(object)
    const field = known?.fields.get(name)
    if (known && name === 'owner') return staffObject
    return field && targetOf(field)
  })

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The persons of a fact: of whom it is told, and of whom the record was before. */
const sidesOf = (model: Model, fact: Fact): string[] => {
  const via = fact.object === null ? undefined : model.objects.get(fact.object)?.definition.person
  const before = via && via !== 'id' ? textOf(fact.before?.[via]) : null
  return [fact.person, before].flatMap((id) => id ?? [])
}

const countsFor = ({ object, fields }: Watch, fact: Fact): boolean =>
  fact.object === object &&
  fact.record !== null &&
  (/\.(deleted|restored)$/.test(fact.name) || Object.keys({ ...fact.before, ...fact.after }).some((name) => fields.has(name)))

/**
 * Whom a set of facts may bring into a segment or take out of it, with the fact that may: the persons of both sides, and those who lead to a
 * record that changed. Null: more than can be asked at once.
 */
export const concernedBy = async (
  tx: Transaction,
  given: Asking,
  facts: readonly Fact[],
  { touches, watches }: { readonly touches: Touches; readonly watches: readonly Watch[] },
): Promise<ReadonlyMap<string, Cause> | null> => {
  const causes = new Map<string, Cause>()
  for (const fact of facts)
    if (isTouchedBy(touches, fact))
      for (const person of sidesOf(given.model, fact)) causes.set(person, { id: fact.id, hops: fact.hops })
  for (const watch of watches) {
    const changed = facts.filter((fact) => countsFor(watch, fact))
    const last = changed.at(-1)
    if (!last) continue
    const filter = watch.persons([...new Set(changed.map(({ record }) => surely(record, 'a change is of a record')))])
    const found = await relatedRecords(tx, given, { object: personObject, via: null, of: [], filter, limit: concernedMax + 1 })
    const persons = found.get('') ?? []
    if (persons.length > concernedMax) return null
    for (const person of persons) if (!causes.has(person)) causes.set(person, { id: last.id, hops: last.hops })
  }
  return causes
}
