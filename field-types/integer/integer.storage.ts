import { type FieldStorage, plainDecimal, scalarStorage } from '@lianke/platform/field-storage'

export const integerStorage: FieldStorage = {
  ...scalarStorage({
    name: 'integer',
    pg: () => 'bigint',
    analytics: () => 'Nullable(Int64)',
    analyticsParam: 'Int64',
    sortType: 'bigint',
    operand: (value) => {
      const text = plainDecimal(value)
      const number = Number(text)
      return text !== undefined && Number.isSafeInteger(number) ? number : undefined
    },
  }),
  analyticsPlain: true,
}
