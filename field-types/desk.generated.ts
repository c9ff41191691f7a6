// Written by `npm run field-types` from the folders beside it; never by hand.

import type { FieldTypeName } from '@lianke/kernel'
import type { FieldWidget } from '@lianke/ui/field-desk'
import { textDesk } from './text/text.desk.tsx'
import { longTextDesk } from './long-text/long-text.desk.tsx'
import { richTextDesk } from './rich-text/rich-text.desk.tsx'
import { integerDesk } from './integer/integer.desk.tsx'
import { decimalDesk } from './decimal/decimal.desk.tsx'
import { percentDesk } from './percent/percent.desk.tsx'
import { moneyDesk } from './money/money.desk.tsx'
import { booleanDesk } from './boolean/boolean.desk.tsx'
import { dateDesk } from './date/date.desk.tsx'
import { datetimeDesk } from './datetime/datetime.desk.tsx'
import { selectDesk } from './select/select.desk.tsx'
import { multiSelectDesk } from './multi-select/multi-select.desk.tsx'
import { tagsDesk } from './tags/tags.desk.tsx'
import { phoneDesk } from './phone/phone.desk.tsx'
import { emailDesk } from './email/email.desk.tsx'
import { urlDesk } from './url/url.desk.tsx'
import { addressDesk } from './address/address.desk.tsx'
import { geoDesk } from './geo/geo.desk.tsx'
import { fileDesk } from './file/file.desk.tsx'
import { imageDesk } from './image/image.desk.tsx'
import { userDesk } from './user/user.desk.tsx'
import { departmentDesk } from './department/department.desk.tsx'
import { referenceDesk } from './reference/reference.desk.tsx'
import { multiReferenceDesk } from './multi-reference/multi-reference.desk.tsx'
import { formulaDesk } from './formula/formula.desk.tsx'
import { rollUpDesk } from './roll-up/roll-up.desk.tsx'
import { autoNumberDesk } from './auto-number/auto-number.desk.tsx'
import { jsonDesk } from './json/json.desk.tsx'
import { encryptedDesk } from './encrypted/encrypted.desk.tsx'

/** The desk widget of every field type. */
export const fieldWidgets: Readonly<Record<FieldTypeName, FieldWidget>> = {
  text: textDesk,
  long_text: longTextDesk,
  rich_text: richTextDesk,
  integer: integerDesk,
  decimal: decimalDesk,
  percent: percentDesk,
  money: moneyDesk,
  boolean: booleanDesk,
  date: dateDesk,
  datetime: datetimeDesk,
  select: selectDesk,
  multi_select: multiSelectDesk,
  tags: tagsDesk,
  phone: phoneDesk,
  email: emailDesk,
  url: urlDesk,
  address: addressDesk,
  geo: geoDesk,
  file: fileDesk,
  image: imageDesk,
  user: userDesk,
  department: departmentDesk,
  reference: referenceDesk,
  multi_reference: multiReferenceDesk,
  formula: formulaDesk,
  roll_up: rollUpDesk,
  auto_number: autoNumberDesk,
  json: jsonDesk,
  encrypted: encryptedDesk,
}
