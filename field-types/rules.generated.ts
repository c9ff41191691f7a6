// Written by `npm run field-types` from the folders beside it; never by hand.

import type { FieldType } from '../kernel/field-types/field-type.ts'
import { type TextShape, textType } from './text/text.type.ts'
import { type LongTextShape, longTextType } from './long-text/long-text.type.ts'
import { type RichTextShape, richTextType } from './rich-text/rich-text.type.ts'
import { type IntegerShape, integerType } from './integer/integer.type.ts'
import { type DecimalShape, decimalType } from './decimal/decimal.type.ts'
import { type PercentShape, percentType } from './percent/percent.type.ts'
import { type MoneyShape, moneyType } from './money/money.type.ts'
import { type BooleanShape, booleanType } from './boolean/boolean.type.ts'
import { type DateShape, dateType } from './date/date.type.ts'
import { type DatetimeShape, datetimeType } from './datetime/datetime.type.ts'
import { type SelectShape, selectType } from './select/select.type.ts'
import { type MultiSelectShape, multiSelectType } from './multi-select/multi-select.type.ts'
import { type TagsShape, tagsType } from './tags/tags.type.ts'
import { type PhoneShape, phoneType } from './phone/phone.type.ts'
import { type EmailShape, emailType } from './email/email.type.ts'
import { type UrlShape, urlType } from './url/url.type.ts'
import { type AddressShape, addressType } from './address/address.type.ts'
import { type GeoShape, geoType } from './geo/geo.type.ts'
import { type FileShape, fileType } from './file/file.type.ts'
import { type ImageShape, imageType } from './image/image.type.ts'
import { type UserShape, userType } from './user/user.type.ts'
import { type DepartmentShape, departmentType } from './department/department.type.ts'
import { type ReferenceShape, referenceType } from './reference/reference.type.ts'
import { type MultiReferenceShape, multiReferenceType } from './multi-reference/multi-reference.type.ts'
import { type FormulaShape, formulaType } from './formula/formula.type.ts'
import { type RollUpShape, rollUpType } from './roll-up/roll-up.type.ts'
import { type AutoNumberShape, autoNumberType } from './auto-number/auto-number.type.ts'
import { type JsonShape, jsonType } from './json/json.type.ts'
import { type EncryptedShape, encryptedType } from './encrypted/encrypted.type.ts'

export * from './text/text.type.ts'
export * from './long-text/long-text.type.ts'
export * from './rich-text/rich-text.type.ts'
export * from './integer/integer.type.ts'
export * from './decimal/decimal.type.ts'
export * from './percent/percent.type.ts'
export * from './money/money.type.ts'
export * from './boolean/boolean.type.ts'
export * from './date/date.type.ts'
export * from './datetime/datetime.type.ts'
export * from './select/select.type.ts'
export * from './multi-select/multi-select.type.ts'
export * from './tags/tags.type.ts'
export * from './phone/phone.type.ts'
export * from './email/email.type.ts'
export * from './url/url.type.ts'
export * from './address/address.type.ts'
export * from './geo/geo.type.ts'
export * from './file/file.type.ts'
export * from './image/image.type.ts'
export * from './user/user.type.ts'
export * from './department/department.type.ts'
export * from './reference/reference.type.ts'
export * from './multi-reference/multi-reference.type.ts'
export * from './formula/formula.type.ts'
export * from './roll-up/roll-up.type.ts'
export * from './auto-number/auto-number.type.ts'
export * from './json/json.type.ts'
export * from './encrypted/encrypted.type.ts'

/** Options and value of every field type. */
export interface FieldShapes<Choice extends string = string> {
  readonly text: TextShape
  readonly long_text: LongTextShape
  readonly rich_text: RichTextShape
  readonly integer: IntegerShape
  readonly decimal: DecimalShape
  readonly percent: PercentShape
  readonly money: MoneyShape
  readonly boolean: BooleanShape
  readonly date: DateShape
  readonly datetime: DatetimeShape
  readonly select: SelectShape<Choice>
  readonly multi_select: MultiSelectShape<Choice>
  readonly tags: TagsShape
  readonly phone: PhoneShape
  readonly email: EmailShape
  readonly url: UrlShape
  readonly address: AddressShape
  readonly geo: GeoShape
  readonly file: FileShape
  readonly image: ImageShape
  readonly user: UserShape
  readonly department: DepartmentShape
  readonly reference: ReferenceShape
  readonly multi_reference: MultiReferenceShape
  readonly formula: FormulaShape
  readonly roll_up: RollUpShape
  readonly auto_number: AutoNumberShape
  readonly json: JsonShape
  readonly encrypted: EncryptedShape
}

/** The rules of every field type. */
export const fieldTypes: Readonly<Record<keyof FieldShapes, FieldType>> = {
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
