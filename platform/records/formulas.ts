import type { Field } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { evaluate } from './evaluate.ts'
import { expressionValues } from './expression.ts'

type Formula = readonly [name: string, field: Field]
const ordered = new WeakMap<ModelObject, readonly Formula[]>()

/** Formulas of an object so that those a formula speaks of come before it; a circle is left in the order it was written in. */
const formulasOf = (object: ModelObject): readonly Formula[] => {
  const known = ordered.get(object)
  if (known) return known
  const all = [...object.fields].filter(([, field]) => field.type === 'formula')
  const found: Formula[] = []
  const visit = (formula: Formula, open: ReadonlySet<string>): void => {
    if (found.includes(formula) || open.has(formula[0])) return
    const names = new Set(String(formula[1].options.expression).match(/[a-z_][a-z0-9_]*/g) ?? [])
    for (const other of all) if (names.has(other[0])) visit(other, new Set([...open, formula[0]]))
    found.push(formula)
  }
  for (const formula of all) visit(formula, new Set())
  ordered.set(object, found)
  return found
}

/** Formulas of a row, computed from its own values and from one another; an error in one leaves it empty. */
export const computeFormulas = (object: ModelObject, row: Record<string, unknown>): Record<string, unknown> => {
  const computed: Record<string, unknown> = {}
  let values: Record<string, unknown> | null = null
  for (const [name, field] of formulasOf(object)) {
    values ??= expressionValues(object.fields, row)
    computed[name] = evaluate(String(field.options.expression), values)
    values[name] = computed[name]
  }
  return computed
}
