// Written by `npm run field-types` from the folders beside it; never by hand.

import type { FieldTypeName } from '@lianke/kernel'
import type { FieldSamples } from '../kernel/field-types/spec/samples.testing.ts'
import { textSamples } from './text/text.samples.ts'
import { longTextSamples } from './long-text/long-text.samples.ts'
import { richTextSamples } from './rich-text/rich-text.samples.ts'
import { integerSamples } from './integer/integer.samples.ts'
import { decimalSamples } from './decimal/decimal.samples.ts'
import { percentSamples } from './percent/percent.samples.ts'
import { moneySamples } from './money/money.samples.ts'
import { booleanSamples } from './boolean/boolean.samples.ts'
import { dateSamples } from './date/date.samples.ts'
import { datetimeSamples } from './datetime/datetime.samples.ts'
import { selectSamples } from './select/select.samples.ts'
import { multiSelectSamples } from './multi-select/multi-select.samples.ts'
import { tagsSamples } from './tags/tags.samples.ts'
import { phoneSamples } from './phone/phone.samples.ts'
import { emailSamples } from './email/email.samples.ts'
import { urlSamples } from './url/url.samples.ts'
import { addressSamples } from './address/address.samples.ts'
import { geoSamples } from './geo/geo.samples.ts'
import { fileSamples } from './file/file.samples.ts'
import { imageSamples } from './image/image.samples.ts'
import { userSamples } from './user/user.samples.ts'
import { departmentSamples } from './department/department.samples.ts'
import { referenceSamples } from './reference/reference.samples.ts'
import { multiReferenceSamples } from './multi-reference/multi-reference.samples.ts'
import { formulaSamples } from './formula/formula.samples.ts'
import { rollUpSamples } from './roll-up/roll-up.samples.ts'
import { autoNumberSamples } from './auto-number/auto-number.samples.ts'
import { jsonSamples } from './json/json.samples.ts'
import { encryptedSamples } from './encrypted/encrypted.samples.ts'

/** Values of every field type, for the specs that hold for all. */
export const fieldSamples: Readonly<Record<FieldTypeName, FieldSamples>> = {
  text: textSamples,
  long_text: longTextSamples,
  rich_text: richTextSamples,
  integer: integerSamples,
  decimal: decimalSamples,
  percent: percentSamples,
  money: moneySamples,
  boolean: booleanSamples,
  date: dateSamples,
  datetime: datetimeSamples,
  select: selectSamples,
  multi_select: multiSelectSamples,
  tags: tagsSamples,
  phone: phoneSamples,
  email: emailSamples,
  url: urlSamples,
  address: addressSamples,
  geo: geoSamples,
  file: fileSamples,
  image: imageSamples,
  user: userSamples,
  department: departmentSamples,
  reference: referenceSamples,
  multi_reference: multiReferenceSamples,
  formula: formulaSamples,
  roll_up: rollUpSamples,
  auto_number: autoNumberSamples,
  json: jsonSamples,
  encrypted: encryptedSamples,
}
