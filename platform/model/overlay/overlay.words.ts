import { type Label, label } from '@lianke/kernel'

/** What is said to administrators who change words, options and layout of the release's objects. */
export const overlayWords: Readonly<Record<string, Label>> = {
  'fact.data.definition_changed': label('修改对象或字段', 'Object or field changed'),
  'refusal.overlay.object_unknown': label('没有这个对象：{object}', 'There is no object {object}'),
  'refusal.overlay.field_unknown': label('没有这个字段：{name}', 'There is no field {name}'),
  'refusal.overlay.own_field': label(
    '{name} 是自己添加的字段，请直接修改它的定义',
    '{name} is a field of your own: change its definition itself',
  ),
  'refusal.overlay.field_twice': label('字段 {name} 放了两次', 'The field {name} is placed twice'),
  'refusal.overlay.section_twice': label('分组“{section}”重复了', 'There are two sections {section}'),
  'refusal.overlay.too_many': label('最多 {max} 个', 'At most {max}'),
  'refusal.overlay.cannot_require': label('不能设为必填：{reason}', 'It cannot be required: {reason}'),
  'refusal.overlay.no_default': label('不能设默认值：{reason}', 'It cannot have a default: {reason}'),
  'refusal.overlay.bad_default': label('默认值不适合这个字段', 'The default does not fit the field'),
  'refusal.overlay.default_retired': label(
    '默认值“{option}”已停用，请先换一个默认值',
    'The default {option} is no longer given; choose another default first',
  ),
  'refusal.overlay.cannot_hide': label('不能隐藏：{reason}', 'It cannot be hidden: {reason}'),
  'refusal.overlay.cannot_limit': label('选项不能取决于别的选项：{reason}', 'Options cannot depend on another choice: {reason}'),
  'refusal.overlay.hidden_required': label(
    '必填的字段没有默认值就不能隐藏',
    'A required field is hidden only where it has a default',
  ),
  'refusal.overlay.when_field': label(
    '只能取决于本对象的另一个选项字段：{field}',
    'It can depend only on another choice of this object: {field}',
  ),
  'refusal.overlay.when_values': label('请从选项里选：{value}', 'Choose among its options: {value}'),
  'refusal.overlay.when_chain': label(
    '别的字段取决于它，它自己就不能再取决于别的',
    'Other fields depend on it, so it cannot depend on another itself',
  ),
  'refusal.overlay.no_options': label('这个字段没有选项', 'This field has no options'),
  'refusal.overlay.options_closed': label('不能添加选项：{reason}', 'No option can be added: {reason}'),
  'refusal.overlay.option_unknown': label('没有这个选项：{option}', 'There is no option {option}'),
  'refusal.overlay.option_unnamed': label('新选项 {option} 没有名称', 'The new option {option} has no label'),
  'refusal.overlay.option_twice': label('有两个选项都叫“{option}”', 'Two options are called {option}'),
  'refusal.overlay.option_kept': label('选项“{option}”不能停用：{reason}', 'The option {option} cannot be retired: {reason}'),
  'refusal.overlay.none_offered': label('至少保留一个选项', 'At least one option stays on offer'),
  'refusal.overlay.option_in_use': label(
    '{count} 条记录在用选项“{option}”，可以停用，不能移除',
    '{count} records hold the option {option}: retire it instead of taking it away',
  ),
  'refusal.overlay.stale': label(
    '别人刚改过这里，你的修改还在，请看过再保存',
    'Somebody has changed this in the meantime; what you typed is kept. Look at it, then save again',
  ),
  'refusal.overlay.change_unknown': label('没有这次修改', 'There is no such change'),
  'refusal.overlay.undone_already': label('这次修改已经撤销过了', 'This change was taken back already'),
  'refusal.overlay.changed_since': label(
    '之后又有人改过同一处，不能直接撤销，请手工改回',
    'The same was changed again since; put it right by hand',
  ),
}
