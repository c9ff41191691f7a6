import type { FieldTypeName } from '@lianke/kernel'
import type { FieldStorage } from './field-storage.ts'
import { addressStorage } from './address.ts'
import { autoNumberStorage } from './auto-number.ts'
import { booleanStorage } from './boolean.ts'
import { dateStorage } from './date.ts'
import { datetimeStorage } from './datetime.ts'
import { decimalFieldStorage } from './decimal.ts'
import { departmentStorage } from './department.ts'
import { emailStorage } from './email.ts'
import { encryptedStorage } from './encrypted.ts'
import { fileStorage } from './file.ts'
import { formulaStorage } from './formula.ts'
import { geoStorage } from './geo.ts'
import { imageStorage } from './image.ts'
import { integerStorage } from './integer.ts'
import { jsonStorage } from './json.ts'
import { longTextStorage } from './long-text.ts'
import { moneyStorage } from './money.ts'
import { multiReferenceStorage } from './multi-reference.ts'
import { multiSelectStorage } from './multi-select.ts'
import { percentStorage } from './percent.ts'
import { phoneStorage } from './phone.ts'
import { referenceStorage } from './reference.ts'
import { richTextStorage } from './rich-text.ts'
import { rollUpStorage } from './roll-up.ts'
import { selectStorage } from './select.ts'
import { tagsStorage } from './tags.ts'
import { plainTextStorage } from './text.ts'
import { urlStorage } from './url.ts'
import { userStorage } from './user.ts'

export * from './field-storage.ts'
export { formulaSortType } from './formula.ts'
export { type TimeRange, timeRange } from './time-range.ts'

/** How every field type lies in PostgreSQL and ClickHouse. */
export const fieldStorages: Readonly<Record<FieldTypeName, FieldStorage>> = {
  text: plainTextStorage,
  long_text: longTextStorage,
  rich_text: richTextStorage,
  integer: integerStorage,
  decimal: decimalFieldStorage,
  percent: percentStorage,
  money: moneyStorage,
  boolean: booleanStorage,
  date: dateStorage,
  datetime: datetimeStorage,
  select: selectStorage,
  multi_select: multiSelectStorage,
  tags: tagsStorage,
  phone: phoneStorage,
  email: emailStorage,
  url: urlStorage,
  address: addressStorage,
  geo: geoStorage,
  file: fileStorage,
  image: imageStorage,
  user: userStorage,
  department: departmentStorage,
  reference: referenceStorage,
  multi_reference: multiReferenceStorage,
  formula: formulaStorage,
  roll_up: rollUpStorage,
  auto_number: autoNumberStorage,
  json: jsonStorage,
  encrypted: encryptedStorage,
}
