import { fieldTypes } from '@lianke/kernel'
import type { ModelObject } from '../../../model/model/model.ts'
import type { Mapping } from './mapping.ts'

/** Does a file bring records in states that only acts lead to? Then they come as they were elsewhere. */
export const keepsStates = (object: ModelObject, mapping: Mapping, texts: readonly (readonly string[])[]): boolean => {
  const { states } = object.definition
  const field = states && object.fields.get(states.field)
  const column = mapping.columns.find((one) => one.field === states?.field)?.column
  if (!states?.initial || !field || column === undefined) return false
  const initial: readonly string[] = states.initial
  return (texts[column] ?? []).some((text) => {
    const read = fieldTypes[field.type].fromText(text, field.options, {
      zone: 'UTC',
      locale: 'zh-CN',
      baseCurrency: 'CNY',
      region: 'CN',
    })
    return 'value' in read && typeof read.value === 'string' && !initial.includes(read.value)
  })
}
