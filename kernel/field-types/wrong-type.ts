import { type Label, label } from '../label.ts'

const kinds = {
  text: label('文字', 'text'),
  number: label('数字', 'a number'),
  integer: label('整数', 'a whole number'),
  boolean: label('是或否', 'yes or no'),
  date: label('日期，如 2024-03-05', 'a date such as 2024-03-05'),
  list: label('列表', 'a list'),
  address: label('地址', 'an address'),
  geo: label('经纬度，如 31.2304,121.4737', 'a point such as 31.2304,121.4737'),
  currency: label('货币代码，如 CNY', 'a currency code such as CNY'),
  json: label('JSON', 'JSON'),
} as const

/** The refusal of a value that is of another kind altogether. */
export const wrongType = (
  expected: keyof typeof kinds,
): { readonly problem: string; readonly params: { readonly expected: Label } } => ({
  problem: 'field.wrong_type',
  params: { expected: kinds[expected] },
})
