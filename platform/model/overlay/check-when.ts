import { optionsIn, refuse, type ShownWhen } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'

const wrong = (path: string, code: string, params: Readonly<Record<string, unknown>> = {}): never =>
  refuse(code, { params, problems: [{ path, code, params }] })

/** Something may depend on a choice that people make, and that depends on nothing itself. Refuses `overlay.when_field`, `overlay.when_values`, `overlay.when_chain`. */
export const checkWhen = (object: ModelObject, name: string, when: ShownWhen, at = '/when'): void => {
  const by = object.fields.get(when.field)
  const known = new Set(optionsIn(by?.options).map(({ value }) => value))
  const leans = by?.options.when !== undefined || optionsIn(by?.options).some((one) => one.when)
  if (!by || when.field === name || known.size === 0 || leans) wrong(`${at}/field`, 'overlay.when_field', { field: when.field })
  if (when.values.length === 0) wrong(`${at}/values`, 'overlay.when_values', { value: '' })
  const unknown = when.values.find((value) => !known.has(value))
  if (unknown !== undefined) wrong(`${at}/values`, 'overlay.when_values', { value: unknown })
  const leads = [...object.fields].some(
    ([, { options }]) => options.when?.field === name || optionsIn(options).some((one) => one.when?.field === name),
  )
  if (leads) wrong(`${at}/field`, 'overlay.when_chain')
}
