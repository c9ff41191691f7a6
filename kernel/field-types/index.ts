import type { FieldTypeName } from '../field.ts'
import { addressType } from './address.type.ts'
import { autoNumberType } from './auto-number.type.ts'
import { booleanType } from './boolean.type.ts'
import { dateType } from './date.type.ts'
import { datetimeType } from './datetime.type.ts'
import { decimalType } from './decimal.type.ts'
import { departmentType } from './department.type.ts'
import { emailType } from './email.type.ts'
import { encryptedType } from './encrypted.type.ts'
import { fileType } from './file.type.ts'
import { formulaType } from './formula.type.ts'
import { geoType } from './geo.type.ts'
import { imageType } from './image.type.ts'
import { integerType } from './integer.type.ts'
import { jsonType } from './json.type.ts'
import { longTextType } from './long-text.type.ts'
import { moneyType } from './money.type.ts'
import { multiReferenceType } from './multi-reference.type.ts'
import { multiSelectType } from './multi-select.type.ts'
import { percentType } from './percent.type.ts'
import { phoneType } from './phone.type.ts'
import { referenceType } from './reference.type.ts'
import { richTextType } from './rich-text.type.ts'
import { rollUpType } from './roll-up.type.ts'
import { selectType } from './select.type.ts'
import { tagsType } from './tags.type.ts'
import { textType } from './text.type.ts'
import { urlType } from './url.type.ts'
import { userType } from './user.type.ts'
import type { FieldType } from './field-type.ts'

export { addressLine, addressParts } from './address.type.ts'
export { currencies, minorUnits, minorUnitsMax } from './currencies.ts'
export { readIso } from './date-text.ts'
export { scaleOf, wholeDigitsMax } from './decimal-text.ts'
export * from './field-type.ts'
export { resultOptions, resultType } from './formula.type.ts'
export { baseAmountText, shownAmount } from './money.type.ts'
export { rollUpScale } from './roll-up.type.ts'

/** All field types by name. */
export const fieldTypes: Readonly<Record<FieldTypeName, FieldType>> = {
  text: textType,
  long_text: longTextType,
  rich_text: richTextType,
  integer: integerType,
  decimal: decimalType,
  percent: percentType,
  money: moneyType,
  boolean: booleanType,
  date: dateType,
  datetime: datetimeType,
  select: selectType,
  multi_select: multiSelectType,
  tags: tagsType,
  phone: phoneType,
  email: emailType,
  url: urlType,
  address: addressType,
  geo: geoType,
  file: fileType,
  image: imageType,
  user: userType,
  department: departmentType,
  reference: referenceType,
  multi_reference: multiReferenceType,
  formula: formulaType,
  roll_up: rollUpType,
  auto_number: autoNumberType,
  json: jsonType,
  encrypted: encryptedType,
}
