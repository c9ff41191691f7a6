/**
 * A change that commutes: it is worked out on the record as it stands under its lock, so that ten at once all count.
 * Over the API the same words in JSON: `{ "tags": { "$add": ["VIP"] }, "scans": { "$plus": 1 } }`.
 */
export type Change =
  | { readonly $add: readonly unknown[] }
  | { readonly $remove: readonly unknown[] }
  | { readonly $plus: unknown }
  | { readonly $minus: unknown }
  | { readonly $if: unknown; readonly $set: unknown }

export const changeWords = ['$add', '$remove', '$plus', '$minus', '$if', '$set'] as const

/** Puts members into a list or set field, or lines behind a text; those already there stay. */
export const add = <const M>(members: readonly M[]): { readonly $add: readonly M[] } => ({ $add: members })
/** Takes members out of a list or set field. */
export const remove = <const M>(members: readonly M[]): { readonly $remove: readonly M[] } => ({ $remove: members })
/** Adds to a number or an amount. */
export const plus = <const A>(amount: A): { readonly $plus: A } => ({ $plus: amount })
/** Takes from a number or an amount. */
export const minus = <const A>(amount: A): { readonly $minus: A } => ({ $minus: amount })
/** Sets a value only if it still is what it was thought to be; else `field.changed_meanwhile`. */
export const compareAndSet = <const E, const V>(expected: E, value: V): { readonly $if: E; readonly $set: V } => ({
  $if: expected,
  $set: value,
})

/** Does this value speak of a change rather than of a value? */
export const isChange = (value: unknown): value is Change =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).some((key) => key.startsWith('$'))
