import type { Label, ModuleDefinition } from '@lianke/kernel'

const kept = new WeakMap<readonly ModuleDefinition[], ReadonlyMap<string, Label>>()

/** The words of all modules, for those who are spoken to before it is known for which company they ask. */
export const wordsOf = (modules: readonly ModuleDefinition[]): ReadonlyMap<string, Label> => {
  const known = kept.get(modules)
  if (known) return known
  const words = new Map(modules.flatMap(({ words = {} }) => Object.entries(words)))
  kept.set(modules, words)
  return words
}
