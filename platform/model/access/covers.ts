import type { Field, ObjectRight } from '@lianke/kernel'
import type { Model } from '../model/model.ts'
import { type AccessContext, everything, type Grants, hasRight, rightsOf, scopeOrder } from './access-context.ts'
import { type FieldRight, isMarked } from './field-access.ts'

/** The whole: what an administrator holds. */
export const whole: Grants = { objects: { '*': everything }, rights: ['*'] }
/** Fields of the objects of a tenant, of which some are masked unless a role may reveal. */
type FieldsOf = (object: string) => ReadonlyMap<string, Field> | undefined
/** Fields as a model has them; under `*` a name that any object masks counts as masked. */
export const fieldsOfModel =
  (model: Pick<Model, 'objects'>): FieldsOf =>
  (object) =>
    object === '*'
      ? new Map([...model.objects.values()].flatMap(({ fields }) => [...fields].filter(([, field]) => isMarked(field))))
      : model.objects.get(object)?.fields

export interface Wanted {
  readonly grants: readonly Grants[]
  /** Where their bearer stands: ids of departments from the root, joined by '/'. Left out where nobody bears them yet, empty without a department. */
  readonly place?: string
}

const acts = ['read', 'update', 'delete'] as const
const flags = ['create', 'import', 'export'] as const
/** What a field right lets one see (0 nothing, 1 masked, 2 all) and whether it may be written. */
const weight: Readonly<Record<FieldRight, readonly [number, boolean]>> = {
  hidden: [0, false],
  masked: [1, true],
  read: [2, false],
  write: [2, true],
}
const inside = (place: string, of: string): boolean => of !== '' && (place === of || place.startsWith(`${of}/`))

/**
 * The one rule of delegation: the first thing that `wanted` holds beyond the holder (`platform.keys`, `customer.person:delete`,
 * `customer.person.phone`), or null where all of it is covered. Who grants, resets, makes or takes asks here.
 */
export const beyond = (
  holder: Pick<AccessContext, 'system' | 'grants' | 'rights' | 'place'>,
  wanted: Wanted,
  fieldsOf: FieldsOf,
): string | null => {
  if (holder.system) return null
  for (const right of wanted.grants.flatMap((grant) => grant.rights)) if (!hasRight(holder, right)) return right
  const all = [...holder.grants, ...wanted.grants]
  const names = new Set(['*', ...all.flatMap((grant) => Object.keys(grant.objects))])
  const [held, asked] = [rightsOf(holder.grants), rightsOf(wanted.grants)]
  const reveals = (grants: readonly Grants[]) =>
    grants.some(({ rights }) => rights.some((r) => r === '*' || r === 'records.reveal'))
  const [heldReveals, askedReveals] = [reveals(holder.grants), reveals(wanted.grants)]
  for (const name of names) {
    const [mine, theirs] = [held(name), asked(name)]
    const more =
      acts.find((act) => !scopeCovers({ mine: mine[act], theirs: theirs[act], from: holder.place, to: wanted.place })) ??
      flags.find((flag) => theirs[flag] && !mine[flag])
    if (more) return `${name}:${more}`
    if (acts.every((act) => theirs[act] === 'none') && !theirs.create) continue
    for (const field of new Set([...Object.keys(mine.fields ?? {}), ...Object.keys(theirs.fields ?? {})])) {
      const known = fieldsOf(name)?.get(field)
      const masked = known !== undefined && isMarked(known)
      const [m, t] = [fieldRightOf(mine, field, masked && !heldReveals), fieldRightOf(theirs, field, masked && !askedReveals)]
      if (weight[t][0] > weight[m][0] || (weight[t][1] && !weight[m][1])) return `${name}.${field}`
    }
  }
  return null
}

/** Whether somebody holds at least that. */
export const covers = (...given: Parameters<typeof beyond>): boolean => beyond(...given) === null

interface Scopes {
  readonly mine: ObjectRight['read']
  readonly theirs: ObjectRight['read']
  readonly from: string
  readonly to: string | undefined
}
/** A scope that is no word of ours reaches as far as `below` does, and is covered by `all` alone. */
const scopeCovers = ({ mine, theirs, from, to }: Scopes): boolean => {
  const [held, asked] = [scopeOrder.indexOf(mine), scopeOrder.indexOf(theirs)]
  if (mine === 'all' || theirs === 'none') return true
  if (asked < 0 || held < asked) return false
  if (theirs === 'own' || !to) return true
  // "Team" and "below" mean the bearer's own place: what is handed on must lie where the giver's own reach lies.
  return mine === 'below' ? inside(to, from) : to === from
}

const fieldRightOf = (right: ObjectRight, field: string, masked: boolean): FieldRight =>
  right.fields?.[field] ?? (masked ? 'masked' : 'write')
