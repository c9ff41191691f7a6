import { isObject, type ObjectRight, type RoleTemplate, textsIn } from '@lianke/kernel'

type Held = Readonly<Record<string, unknown>>
type Granted = Pick<RoleTemplate, 'objects' | 'rights'>

const scopes = ['none', 'own', 'team', 'below', 'all']
const acts = ['read', 'update', 'delete'] as const
const flags = ['create', 'import', 'export'] as const
const seen = ['hidden', 'masked', 'read']

/** Whether one may do with an object at least what one might before. */
const isAtLeast = (now: ObjectRight, before: Held): boolean => {
  const fields = isObject(before.fields) ? before.fields : {}
  return (
    acts.every((act) => scopes.indexOf(now[act]) >= scopes.indexOf(String(before[act] ?? 'none'))) &&
    flags.every((flag) => now[flag] === true || before[flag] !== true) &&
    Object.entries(now.fields ?? {}).every(
      ([name, right]) => name in fields && seen.indexOf(right) >= seen.indexOf(String(fields[name])),
    )
  )
}

/** Members in one order: what PostgreSQL keeps as `jsonb` comes back in its own. */
const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : isObject(value)
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([one], [other]) => (one < other ? -1 : 1))
            .map(([name, one]) => [name, ordered(one)]),
        )
      : value
const same = (left: unknown, right: unknown): boolean => JSON.stringify(ordered(left)) === JSON.stringify(ordered(right))

/** Whether the company has left a role as it was given: by what is noted of that, in companies from before that was noted by its version. */
const isUntouched = (role: Held): boolean =>
  role.given ? same(role.given, { objects: role.objects, rights: role.rights }) : Number(role.version) === 1

/**
 * What a role that came with the product has more in this release: named rights, and rights on objects that reach at least as far as before. Nothing
 * is taken from it. Null: it has all of it, or the company made it its own.
 */
export const upgradedRole = (role: Held, template: Granted): Granted | null => {
  if (role.builtin !== true || !isUntouched(role)) return null
  const objects = isObject(role.objects) ? role.objects : {}
  const rights = textsIn(role.rights)
  const usual = isObject(objects['*']) ? objects['*'] : {}
  const wider = Object.entries(template.objects).filter(([name, right]) => {
    const before = objects[name]
    return !same(before, right) && isAtLeast(right, isObject(before) ? before : usual)
  })
  const more = rights.includes('*') ? [] : template.rights.filter((right) => !rights.includes(right))
  if (wider.length === 0 && more.length === 0) return null
  return { objects: { ...rightsOf(objects), ...Object.fromEntries(wider) }, rights: [...rights, ...more] }
}

const rightsOf = (objects: Held): Granted['objects'] =>
  Object.fromEntries(Object.entries(objects).flatMap(([name, right]) => (isRight(right) ? [[name, right]] : [])))
const isRight = (value: unknown): value is ObjectRight => isObject(value) && acts.every((act) => typeof value[act] === 'string')
