import { type Label, label } from '@lianke/kernel'

/** Refusals of the operations console, of settings that are stale, of sharing rules and of record teams. */
export const operationsWords: Readonly<Record<string, Label>> = {
  'operations.no_callback': label('没有这条回调，或已过保留期', 'There is no such callback, or it is no longer kept'),
  'operations.nothing_dead': label(
    '没有可以重新处理的内容，可能已经有人处理过了',
    'There is nothing to replay; somebody may have done it already',
  ),
  'operations.unknown_kind': label('没有这一类死信：{kind}', 'There is no such kind of dead letter: {kind}'),
  'secrets.too_soon': label('刚刚更换过，{minutes} 分钟后再试', 'It was turned a moment ago. Try again in {minutes} minutes'),
  'setting.stale_version': label(
    '{name}：别人刚改过这项设置，你的修改没有保存。请重新打开，看过现在的值再改',
    '{name}: somebody has changed this setting meanwhile, and your change was not kept. Open it again, look at what stands now, and change that',
  ),
  'sharing.not_found': label('共享规则不存在', 'There is no such sharing rule'),
  'sharing.not_for_object': label('{object} 由系统写入，不能设置共享', '{object} is written by the system and cannot be shared'),
  'sharing.no_events': label(
    '共享规则里不能用行为条件，请先建一个分群，再用“属于分群”',
    'A sharing rule cannot ask for events. Make a segment and use “is in segment”',
  ),
  'sharing.too_many': label('最多 {max} 条共享规则', 'At most {max} sharing rules'),
  'sharing.unknown_principal': label('找不到这个同事、部门或角色', 'This colleague, department or role does not exist'),
  'team.full': label('一个团队最多 {max} 名成员', 'A team has at most {max} members'),
  'team.no_such_member': label('团队里没有这一位', 'The team has no such member'),
  'team.not_yourself': label('不能修改自己在团队里的权限', 'You cannot change your own place in the team'),
}
