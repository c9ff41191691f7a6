import { type FieldTypeName, fieldTypes, type FilterOperator } from '@lianke/kernel'
import type { FieldStorage, FilterContext } from './field-storage.ts'
import { scalarStorage } from './scalar-storage.ts'

const whole = new Set<FilterOperator>(['eq', 'ne', 'in', 'not_in'])

/** A value that the type would refuse can still be asked for; nothing has it. */
const asStored = (name: FieldTypeName, value: string, { zone, region = 'CN' }: FilterContext): string => {
  const answer = fieldTypes[name].normalise(value, { max: 20_000 }, { zone, locale: 'zh-CN', baseCurrency: 'CNY', region })
  return 'problem' in answer || answer.value === null ? value : String(answer.value)
}

/** Text and its kin. Whole values are normalised as input is, so that `138 0013 8000` finds `+8613800138000`. */
export const textColumn = (
  name: FieldTypeName,
  analyticsType = 'Nullable(String)',
  part: (text: string) => string = (text) => text,
  stored: typeof asStored = asStored,
): FieldStorage =>
  scalarStorage({
    name,
    pg: () => 'text',
    analytics: () => analyticsType,
    analyticsParam: 'String',
    sortType: 'text',
    operand: (value, op, context) => {
      if (typeof value !== 'string' || value === '' || value.includes('\0') || !value.isWellFormed()) return undefined
      return whole.has(op) ? stored(name, value, context) : part(value.normalize('NFC'))
    },
  })
