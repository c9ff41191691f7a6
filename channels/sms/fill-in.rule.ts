import { own } from '@lianke/kernel'

/** Fills `{name}` in every text of a JSON value; unknown names stay as they are. */
export const fillIn = <T>(template: T, values: Readonly<Record<string, string>>): T => {
  if (typeof template === 'string')
    return template.replace(/\{([a-z_]+)\}/g, (all, name: string) => own(values, name) ?? all) as T
  if (Array.isArray(template)) return template.map((each) => fillIn(each, values)) as T
  if (template && typeof template === 'object')
    return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fillIn(value, values)])) as T
  return template
}

/** The value at `a.b.0` of a JSON answer, as text; `''` where there is none. */
export const valueAt = (answer: unknown, path: string): string => {
  const found = path
    .split('.')
    .reduce<unknown>(
      (value, name) => (value && typeof value === 'object' ? own(value as Record<string, unknown>, name) : undefined),
      answer,
    )
  return found === undefined || found === null ? '' : String(found)
}
