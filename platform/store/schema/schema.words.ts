import { type Label, label } from '@lianke/kernel'

/** What the schema says to administrators. */
export const schemaWords: Readonly<Record<string, Label>> = {
  'custom.bad_name': label(
    '名称 {name} 不能用：请用 c_ 开头的小写字母、数字和下划线',
    '{name} cannot be a name: use c_ and small letters, digits and underscores',
  ),
  'custom.bad_definition': label('定义不完整或有误：{reason}', 'The definition is incomplete or wrong: {reason}'),
  'custom.exists': label('{name} 已经有了，可能已归档', '{name} already exists; it may be archived'),
  'custom.object_unknown': label('没有这个对象：{object}', 'There is no object {object}'),
  'custom.field_unknown': label('没有这个字段：{name}', 'There is no field {name}'),
  'custom.too_many': label('最多 {max} 个', 'At most {max}'),
  'custom.fixed_nature': label(
    '字段建好后，类型、唯一性和指向的对象不能改',
    'Type, uniqueness and target of a field cannot be changed',
  ),
  'custom.option_removed': label('选项不能删除，可以归档：{options}', 'Options cannot be removed, only archived: {options}'),
  'custom.is_title': label('{name} 是这个对象的标题，不能归档', '{name} names the records of this object and cannot be archived'),
  'custom.pointed_at': label('{name} 还指向这个对象，请先归档它', '{name} still points to this object; archive it first'),
}
