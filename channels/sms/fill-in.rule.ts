import { isObject, own, partOf } from '@lianke/kernel'

type Values = Readonly<Record<string, string>>

/** Fills `{name}` in a text; unknown names stay as they are. */
export const fillText = (template: string, values: Values): string =>
  template.replace(/\{([a-z_]+)\}/g, (all, name: string) => own(values, name) ?? all)

/** Fills every text of a JSON value. */
export const fillIn = (template: unknown, values: Values): unknown => {
  if (typeof template === 'string') return fillText(template, values)
  if (Array.isArray(template)) return template.map((each) => fillIn(each, values))
  if (!isObject(template)) return template
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fillIn(value, values)]))
}

/** The value at `a.b.0` of a JSON answer, as text; `''` where there is none. */
export const valueAt = (answer: unknown, path: string): string => {
  const found = path.split('.').reduce<unknown>(partOf, answer)
  return found === undefined || found === null ? '' : String(found)
}
