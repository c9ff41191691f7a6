import { type Label, label } from '@lianke/kernel'

/** What is said of a company's own events: of their descriptions, and of what was told and does not fit one. */
export const ownEventWords: Readonly<Record<string, Label>> = {
  'refusal.event.bad_name': label(
    '事件名 {name} 不能用：请用小写字母、数字和下划线，用点分段，例如 order.shipped，最多 100 个字符',
    '{name} cannot be the name of an event: small letters, digits and underscores, parts joined by dots, such as order.shipped, at most 100 characters',
  ),
  'refusal.event.name_taken': label('事件 {name} 系统里已经有了', 'The product has an event {name} already'),
  'refusal.event.exists': label('事件 {name} 已经定义过，可能已停用', 'The event {name} is described already; it may be off'),
  'refusal.event.no_source': label('请至少选择一个来源', 'Choose at least one source'),
  'refusal.event.unknown': label('没有定义过事件 {name}', 'No event {name} is described here'),
  'refusal.event.stale': label(
    '这个事件刚被别人改过，请刷新后再改',
    'Somebody has changed this event in the meantime; read it again, then change it',
  ),
  'refusal.event.too_many': label('最多定义 {max} 个事件', 'At most {max} events'),
  'refusal.event.too_many_properties': label('一个事件最多 {max} 个属性', 'At most {max} properties of one event'),
  'refusal.event.property_name': label(
    '属性名 {property} 不能用：以字母开头，只用字母、数字和下划线，最多 60 个字符',
    '{property} cannot be the name of a property: a letter first, then letters, digits and underscores, at most 60',
  ),
  'refusal.event.property_reserved': label(
    '属性名 {property} 由系统使用，请换一个',
    'The property name {property} is used by the system; choose another',
  ),
  'refusal.event.property_type': label(
    '属性 {property} 不能是“{type}”类型',
    'The property {property} cannot be of the type {type}',
  ),
  'refusal.event.undefined': label('没有定义名为 {event} 的事件', 'No event named {event} is described'),
  'refusal.event.property_missing': label('缺少必填属性 {property}', 'The required property {property} is missing'),
  'refusal.event.property_kind': label(
    '属性 {property} 不是“{type}”：{value}',
    'The property {property} is not of the type {type}: {value}',
  ),
  'fact.data.event_defined': label('定义事件', 'Event described'),
  'fact.data.event_changed': label('修改事件定义', 'Event changed'),
  'fact.data.event_archived': label('停用事件', 'Event switched off'),
  'fact.data.event_restored': label('恢复事件', 'Event switched on again'),
}
