import { isObject } from '@lianke/kernel'
import type { ComponentType } from 'react'

/** What React draws: a function, or what `memo` and `lazy` make of one. */
const isComponent = <P>(made: unknown): made is ComponentType<P> => typeof made === 'function' || isObject(made)

/** Brings the component of a page or panel; the vocabulary knows it by its props only. */
export const bringComponent = async <P>(
  load: () => Promise<{ readonly default: unknown }>,
): Promise<{ default: ComponentType<P> }> => {
  const { default: made } = await load()
  if (!isComponent<P>(made)) throw new Error('what a page or panel loads is no component')
  return { default: made }
}
