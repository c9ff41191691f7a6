import { type Field, isObject, traitsOf } from '@lianke/kernel'

/** A value that is given as it stands is the one that stands, with what was worked out of it: `{ amount, currency }` with its base amount. */
export const keepWorkedOut = (field: Field, value: unknown, standing: unknown): unknown => {
  const { given } = traitsOf(field)
  return given && isObject(value) && isObject(standing) && given.every((part) => value[part] === standing[part])
    ? standing
    : value
}
