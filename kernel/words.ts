import { type Label, label } from './label.ts'

/** What the vocabulary itself says: refusals of fields and filters. Modules add their own words. */
export const words: Readonly<Record<string, Label>> = {
  'refusal.field.required': label('请填写', 'This is required'),
  'refusal.field.unknown': label('没有这个字段：{field}', 'There is no field {field}'),
  'refusal.field.read_only': label('这一项由系统填写，不能改', 'The system fills this in; it cannot be changed'),
  'refusal.field.fixed': label('建好之后不能再改', 'This cannot be changed after creation'),
  'refusal.field.wrong_type': label('填写的内容类型不对', 'This is not the right kind of value'),
  'refusal.field.too_long': label('最多 {max} 个字', 'At most {max} characters'),
  'refusal.field.too_large': label('内容太大，最多 {max_kb} KB', 'Too large; at most {max_kb} KB'),
  'refusal.field.too_deep': label('层级太深，最多 {max} 层', 'Nested too deeply; at most {max} levels'),
  'refusal.field.too_many': label('最多 {max} 项', 'At most {max} entries'),
  'refusal.field.too_many_decimals': label('最多保留 {scale} 位小数', 'At most {scale} decimal places'),
  'refusal.field.out_of_range': label('应在 {min} 到 {max} 之间', 'This must be between {min} and {max}'),
  'refusal.field.control_character': label('含有看不见的控制字符，请重新输入', 'This contains invisible control characters'),
  'refusal.field.pattern_mismatch': label('格式不对', 'This does not have the expected form'),
  'refusal.field.not_an_option': label('没有这个选项：{value}', '{value} is not one of the options'),
  'refusal.field.not_an_id': label('请给出记录的编号', 'The id of a record is expected'),
  'refusal.field.phone_invalid': label('电话号码不对，国外号码请加国家代码，如 +1', 'This is not a valid phone number; numbers from abroad need their country code, such as +1'),
  'refusal.field.email_invalid': label('邮箱地址不对', 'This is not a valid e-mail address'),
  'refusal.field.url_invalid': label('网址不对，应以 http:// 或 https:// 开头', 'This is not a valid address; it starts with http:// or https://'),
  'refusal.field.currency_unknown': label('没有这种货币：{currency}', 'There is no currency {currency}'),
  'refusal.field.no_such_date': label('没有这一天或这个时间', 'There is no such day or time'),
  'refusal.field.ambiguous_date': label('分不清月和日，请写成 2024-03-05 的样子', 'Month and day cannot be told apart; write it like 2024-03-05'),
  'refusal.field.unknown_part': label('地址里没有这一部分：{part}', 'An address has no part {part}'),
  'refusal.filter.bad_value': label('筛选条件“{field}”的值不对', 'The value of the condition on {field} is not valid'),
}
