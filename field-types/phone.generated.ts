// Written by `npm run field-types` from the folders beside it; never by hand.

import type { FieldTypeName } from '@lianke/kernel'
import type { PhoneWidget } from '@lianke/ui/field-phone'
import { textPhone } from './text/text.phone.tsx'
import { longTextPhone } from './long-text/long-text.phone.tsx'
import { richTextPhone } from './rich-text/rich-text.phone.tsx'
import { integerPhone } from './integer/integer.phone.tsx'
import { decimalPhone } from './decimal/decimal.phone.tsx'
import { percentPhone } from './percent/percent.phone.tsx'
import { moneyPhone } from './money/money.phone.tsx'
import { booleanPhone } from './boolean/boolean.phone.tsx'
import { datePhone } from './date/date.phone.tsx'
import { datetimePhone } from './datetime/datetime.phone.tsx'
import { selectPhone } from './select/select.phone.tsx'
import { multiSelectPhone } from './multi-select/multi-select.phone.tsx'
import { tagsPhone } from './tags/tags.phone.tsx'
import { phonePhone } from './phone/phone.phone.tsx'
import { emailPhone } from './email/email.phone.tsx'
import { urlPhone } from './url/url.phone.tsx'
import { addressPhone } from './address/address.phone.tsx'
import { geoPhone } from './geo/geo.phone.tsx'
import { filePhone } from './file/file.phone.tsx'
import { imagePhone } from './image/image.phone.tsx'
import { userPhone } from './user/user.phone.tsx'
import { departmentPhone } from './department/department.phone.tsx'
import { referencePhone } from './reference/reference.phone.tsx'
import { multiReferencePhone } from './multi-reference/multi-reference.phone.tsx'
import { formulaPhone } from './formula/formula.phone.tsx'
import { rollUpPhone } from './roll-up/roll-up.phone.tsx'
import { autoNumberPhone } from './auto-number/auto-number.phone.tsx'
import { jsonPhone } from './json/json.phone.tsx'
import { encryptedPhone } from './encrypted/encrypted.phone.tsx'

/** The phone widget of every field type. */
export const phoneWidgets: Readonly<Record<FieldTypeName, PhoneWidget>> = {
  text: textPhone,
  long_text: longTextPhone,
  rich_text: richTextPhone,
  integer: integerPhone,
  decimal: decimalPhone,
  percent: percentPhone,
  money: moneyPhone,
  boolean: booleanPhone,
  date: datePhone,
  datetime: datetimePhone,
  select: selectPhone,
  multi_select: multiSelectPhone,
  tags: tagsPhone,
  phone: phonePhone,
  email: emailPhone,
  url: urlPhone,
  address: addressPhone,
  geo: geoPhone,
  file: filePhone,
  image: imagePhone,
  user: userPhone,
  department: departmentPhone,
  reference: referencePhone,
  multi_reference: multiReferencePhone,
  formula: formulaPhone,
  roll_up: rollUpPhone,
  auto_number: autoNumberPhone,
  json: jsonPhone,
  encrypted: encryptedPhone,
}
