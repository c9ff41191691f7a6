// Written by `npm run field-types` from the folders beside it; never by hand.

import type { FieldTypeName } from '@lianke/kernel'
import type { FieldStorage } from '@lianke/platform/field-storage'
import { textStorage } from './text/text.storage.ts'
import { longTextStorage } from './long-text/long-text.storage.ts'
import { richTextStorage } from './rich-text/rich-text.storage.ts'
import { integerStorage } from './integer/integer.storage.ts'
import { decimalStorage } from './decimal/decimal.storage.ts'
import { percentStorage } from './percent/percent.storage.ts'
import { moneyStorage } from './money/money.storage.ts'
import { booleanStorage } from './boolean/boolean.storage.ts'
import { dateStorage } from './date/date.storage.ts'
import { datetimeStorage } from './datetime/datetime.storage.ts'
import { selectStorage } from './select/select.storage.ts'
import { multiSelectStorage } from './multi-select/multi-select.storage.ts'
import { tagsStorage } from './tags/tags.storage.ts'
import { phoneStorage } from './phone/phone.storage.ts'
import { emailStorage } from './email/email.storage.ts'
import { urlStorage } from './url/url.storage.ts'
import { addressStorage } from './address/address.storage.ts'
import { geoStorage } from './geo/geo.storage.ts'
import { fileStorage } from './file/file.storage.ts'
import { imageStorage } from './image/image.storage.ts'
import { userStorage } from './user/user.storage.ts'
import { departmentStorage } from './department/department.storage.ts'
import { referenceStorage } from './reference/reference.storage.ts'
import { multiReferenceStorage } from './multi-reference/multi-reference.storage.ts'
import { formulaStorage } from './formula/formula.storage.ts'
import { rollUpStorage } from './roll-up/roll-up.storage.ts'
import { autoNumberStorage } from './auto-number/auto-number.storage.ts'
import { jsonStorage } from './json/json.storage.ts'
import { encryptedStorage } from './encrypted/encrypted.storage.ts'

/** How every field type lies in PostgreSQL and ClickHouse. */
export const fieldStorages: Readonly<Record<FieldTypeName, FieldStorage>> = {
  text: textStorage,
  long_text: longTextStorage,
  rich_text: richTextStorage,
  integer: integerStorage,
  decimal: decimalStorage,
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
