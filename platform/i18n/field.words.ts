import { type Label, label } from '@lianke/kernel'

/** Shown beside the field, therefore without its name. */
export const fieldWords: Readonly<Record<string, Label>> = {
  'field.ambiguous_date': label(
    '日期有两种读法，请写成 2024-03-05 这样',
    'The date can be read two ways. Write it like 2024-03-05',
  ),
  'field.control_character': label('含有不可见的控制字符', 'It holds invisible control characters'),
  'field.currency_unknown': label('没有这种货币：{currency}', 'There is no currency {currency}'),
  'field.duplicate': label('已被其他记录使用', 'Another record has this value'),
  'field.email_invalid': label('邮箱地址不对', 'This is not an email address'),
  'field.fixed': label('创建后不能修改', 'It cannot be changed after creation'),
  'field.no_such_date': label('没有这一天', 'There is no such date'),
  'field.not_an_id': label('不是有效的编号', 'This is not an id'),
  'field.not_an_option': label('没有这个选项：{value}', 'There is no option {value}'),
  'field.not_writable': label('不能修改', 'It cannot be set'),
  'field.out_of_range': label('超出范围[，不能小于 {min}][，不能大于 {max}]', 'Out of range[, at least {min}][, at most {max}]'),
  'field.pattern_mismatch': label('格式不符合要求', 'It does not have the wanted form'),
  'field.phone_invalid': label('电话号码不对', 'This is not a phone number'),
  'field.reference_not_found': label(
    '关联的记录不存在，或者你没有权限查看',
    'The record it points to does not exist, or you may not see it',
  ),
  'field.required': label('必填', 'Required'),
  'field.too_deep': label('嵌套太深，最多 {max} 层', 'At most {max} levels deep'),
  'field.too_large': label('太大，最多 {max_kb} KB', 'At most {max_kb} KB'),
  'field.too_long': label('太长，最多 {max} 个字', 'At most {max} characters'),
  'field.too_many': label('太多，最多 {max} 项', 'At most {max} entries'),
  'field.too_many_decimals': label('最多 {scale} 位小数', 'At most {scale} decimals'),
  'field.unknown': label(
    '没有这个字段：{field}[。是否想写 {suggestion}]',
    'There is no field {field}[. Did you mean {suggestion}?]',
  ),
  'field.unknown_part': label('没有这个部分：{part}', 'There is no part {part}'),
  'field.url_invalid': label('网址不对', 'This is not a web address'),
  'field.wrong_type': label('类型不对，应为 {expected}', 'The type is wrong: {expected} expected'),
}
