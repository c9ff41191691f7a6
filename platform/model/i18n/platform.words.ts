import { type Label, label } from '@lianke/kernel'
import { schemaWords } from '../../store/schema/schema.words.ts'
import { fieldWords } from './field.words.ts'
import { ledgerWords } from './ledger.words.ts'
import { operationsWords } from './operations.words.ts'
import { requestWords } from './request.words.ts'
import { webhookWords } from './webhook.words.ts'
import { signInWords } from './sign-in.words.ts'

const recordWords: Readonly<Record<string, Label>> = {
  'access.beyond_own': label(
    '这超出了你自己的权限（{what}）。谁也不能授予、重置或收回自己没有的权限',
    'This goes beyond your own rights ({what}). Nobody grants, resets or takes more than they hold',
  ),
  'access.last_administrator': label(
    '至少要留一位能登录、拥有全部权限的管理员',
    'At least one administrator with every right must remain able to sign in',
  ),
  'role.malformed': label('权限的写法有误', 'These rights are malformed'),
  'access.denied': label('没有权限执行此操作[（{object}）]', 'You are not allowed to do this[ ({object})]'),
  'access.right_needed': label('需要权限：{right}', 'This needs the right {right}'),
  'command.invalid_input': label('提交的内容有误，请检查标出的项', 'Some of the input is wrong. Check the marked parts'),
  'command.unknown': label(
    '没有这个操作：{command}[。是否想用 {suggestion}]',
    'There is no command {command}[. Did you mean {suggestion}?]',
  ),
  'cursor.foreign': label(
    '翻页标记属于另一个查询，请从第一页重新开始',
    'This cursor belongs to another question. Start from the first page',
  ),
  'cursor.malformed': label('翻页标记无效，请从第一页重新开始', 'This cursor is not valid. Start from the first page'),
  'event.reserved_name': label(
    '事件名[“{event}”]留给系统使用[，{source}不能上报]，请换一个名字',
    'The event name[ “{event}”] is kept for the system and cannot be told[ by {source}]. Choose another one',
  ),
  'event.wrong_source': label(
    '这个事件[“{event}”]不能[由{source}]上报[，只能来自：{from}]',
    'This event[, “{event}”,] cannot be told[ by {source}][, only by: {from}]',
  ),
  'fields.too_many': label('一次最多取 {max} 个字段', 'At most {max} fields at once'),
  'filter.bad_json': label('筛选条件不是有效的 JSON', 'The filter is not valid JSON'),
  'filter.bad_value': label('筛选值不适用：{field} {operator}', 'The filter value does not fit {field} {operator}'),
  'filter.step_count': label(
    '一个先后顺序有 {min} 到 {max} 步，「{event}」开头的这一个是 {found} 步',
    'A sequence has {min} to {max} steps; that of {event} has {found}',
  ),
  'filter.none_is_last': label(
    '“没有发生 {event}”只能是先后顺序的最后一步',
    'That {event} did not follow can only be the last step of a sequence',
  ),
  'filter.bad_step_count': label(
    '步骤 {event} 的次数须是 1 到 {max} 的整数',
    'Step {event} is counted by a whole number from 1 to {max}',
  ),
  'filter.bad_step_time': label(
    '步骤 {event} 的时限须是大于 0 的整数加单位（分钟、小时、天、周），最长 {days} 天',
    'The time of step {event} is a whole number above 0 of minutes, hours, days or weeks, {days} days at most',
  ),
  'filter.events_need_person': label(
    '行为条件只能用于客户，不能用于 {object}',
    'Event conditions work on persons only, not on {object}',
  ),
  'filter.malformed': label('筛选条件的写法有误：{found}', 'The filter is malformed near {found}'),
  'filter.measure_not_a_number': label(
    '{of} 的 {field} 是 {type}，不能求和或比大小',
    '{field} of {of} is {type}: it cannot be added or compared as a number',
  ),
  'filter.unknown_measure': label('没有这种汇总：{fn}', 'There is no measure {fn}'),
  'filter.measure_needs_field': label('汇总 {child} 时需要指定字段', 'Measuring {child} needs a field'),
  'filter.not_a_path': label('{part} 不是关联字段，不能继续往下取', '{part} is not a reference, so the path cannot go on'),
  'filter.not_mirrored': label(
    '[{object}][{field}] 不参与分析，不能用在人群和报表里',
    '[{object}][{field}] is not part of analytics and cannot be used in segments and reports',
  ),
  'filter.operator_not_for_type': label('{field} 不支持运算 {operator}', '{operator} does not work on {field}'),
  'filter.path_too_long': label('字段路径最多 {max} 层', 'A path has at most {max} steps'),
  'filter.segments_need_person': label(
    '人群条件只能用于客户，不能用于 {object}',
    'Segment conditions work on persons only, not on {object}',
  ),
  'filter.too_deep': label('筛选条件最多嵌套 {max} 层', 'A filter is at most {max} levels deep'),
  'filter.too_large': label('筛选条件太多，最多 {max} 个', 'A filter has at most {max} conditions'),
  'filter.unknown_child': label('{object} 没有下级记录 {child}（{via}）', '{object} has no children {child} ({via})'),
  'filter.unknown_event': label('没有这个事件：{event}', 'There is no event {event}'),
  'filter.unknown_field': label('没有这个字段：{field}', 'There is no field {field}'),
  'filter.unknown_operator': label('没有这个运算：{operator}', 'There is no operator {operator}'),
  'process.unknown_event': label(
    '没有定义事件「{event}」：请先在「设置 › 自定义事件」里定义，或改用别的事件',
    'Nobody has defined the event “{event}”: describe it under Settings › Events of your own, or choose another',
  ),
  'job.not_found': label('没有这个任务', 'There is no such job'),
  'job.not_waiting': label('任务已经开始或结束，不能再取消', 'The job has started or ended and cannot be cancelled'),
  'metrics.token_needed': label('读取指标需要令牌', 'The figures are for whoever shows the token'),
  'object.read_only': label('{object} 由系统写入，只能查看', '{object} is written by the system and can only be read'),
  'object.unknown': label(
    '没有这种记录：{object}[。是否想用 {suggestion}]',
    'There is no object {object}[. Did you mean {suggestion}?]',
  ),
  'page.bad_cursor': label('翻页标记无效，请从第一页重新开始', 'This cursor is not valid. Start from the first page'),
  'page.limit_out_of_range': label('每页条数要在 1 到 {max} 之间', 'The limit is between 1 and {max}'),
  'record.duplicate': label('与已有记录重复', 'A record with this value exists already'),
  'record.fixed_in_state': label('当前状态下不能修改', 'It stands still in this state'),
  'record.guard': label('{message}', '{message}'),
  'record.has_children': label('还有 {child} 在使用它，不能删除', 'It cannot be deleted while {child} points to it'),
  'record.invalid': label('有内容需要修改，请检查标出的项', 'Some values need changing. Check the marked fields'),
  'record.removed_by_command': label(
    '{object} 不能删除，请用「{command}」',
    '{object} is not deleted: “{command}” takes it back',
  ),
  'record.made_by_command': label('{object} 要通过「{command}」新建', '{object} is made by “{command}”'),
  'record.move_not_allowed': label('不能从 {from} 改为 {to}', 'It cannot go from {from} to {to}'),
  'record.move_not_yours': label('你没有权限改为 {to}', 'You may not bring it to {to}'),
  'record.not_found': label('记录不存在，或者你没有权限查看', 'The record does not exist, or you may not see it'),
  'record.restore_conflict': label('已有相同的记录，不能恢复', 'It cannot be restored because an equal record exists'),
  'record.restore_parent_first': label(
    '它所属的 {parent} 已删除，请先恢复那条记录',
    'The {parent} it belongs to is deleted. Restore that first',
  ),
  'record.stale_version': label(
    '别人刚改过这条记录。你的版本是 {given}，现在是 {current}',
    'Somebody has changed this record. You have version {given}, it is now {current}',
  ),
  'record.state_not_initial': label('新建时不能是 {to}', 'It cannot begin as {to}'),
  'record.too_many_children': label(
    '下级记录 {child} 超过 {max} 条，请先处理它们',
    'It has more than {max} of {child}. Deal with them first',
  ),
  'record.twice_in_set': label('与第 {first} 行是同一条记录', 'It is the same record as row {first}'),
  'record.validation': label('{message}', '{message}'),
  'records.too_many': label('一次最多处理 {max} 条', 'At most {max} records at once'),
  'report.asked_twice': label('同一个分组或指标出现了两次', 'A group or measure is asked for twice'),
  'report.field_not_for_this': label('{field} 不能这样统计', '{field} cannot be used like this'),
  'report.limit_out_of_range': label('行数超出范围', 'The number of rows is out of range'),
  'report.measure_needs_field': label('{fn} 需要指定字段', '{fn} needs a field'),
  'report.measures_out_of_range': label('请选择 1 到 {max} 个指标', 'Ask for 1 to {max} measures'),
  'report.object_or_event': label('请指定一种记录或一个事件', 'Name either an object or an event'),
  'report.too_many_groups': label('最多按 {max} 个字段分组', 'At most {max} groups'),
  'report.unknown_bucket': label('不能按 {bucket} 汇总', 'There is no bucket {bucket}'),
  'report.unknown_measure': label('没有这种统计方式：{fn}', 'There is no measure {fn}'),
  'report.unknown_sort': label('不能按 {sort} 排序', '{sort} is not part of the question'),
  'setting.bad_value': label('设置 {name} 的值不合要求', 'The value does not fit the setting {name}'),
  'setting.unknown': label('没有这项设置：{name}', 'There is no setting {name}'),
  'sort.not_sortable': label('不能按 {field} 排序', '{field} cannot be sorted by'),
  'sort.too_many': label('最多按 {max} 个字段排序', 'At most {max} fields to sort by'),
  'tenant.bad_id': label(
    '租户编号应为小写字母开头的字母、数字或下划线，最多 31 个',
    'A tenant id is a letter and at most 30 more of a-z, 0-9 and _',
  ),
  'tenant.exists': label('租户编号已被使用', 'A tenant with this id exists already'),
  'tenant.first_stays': label('第一家公司不能暂停', 'The first company cannot be paused'),
  'tenant.installation_needed': label('只有安装管理员能管理租户', 'Only those who administer the installation manage tenants'),
  'tenant.not_distributed': label(
    '数据库不是 Citus 协调节点：没有可以分布到的工作节点',
    'The database is no Citus coordinator: there are no workers to distribute to',
  ),
  'tenant.unknown': label('没有这个租户', 'There is no such tenant'),
}

/** What is said when the world behind the product fails a caller. */
const storeWords: Readonly<Record<string, Label>> = {
  'analytics.no_answer': label(
    '分析存储（ClickHouse）没有应答，报表和人群暂不可用，请稍后再试',
    'The analytics store (ClickHouse) does not answer. Reports and segments are not available right now; try again shortly',
  ),
  'analytics.too_large': label(
    '统计需要的内存太多，已中止。请缩小范围再试',
    'The question needs too much memory and was stopped. Narrow it down',
  ),
  'database.no_answer': label(
    '数据库（PostgreSQL）没有应答，请稍后再试',
    'The database (PostgreSQL) does not answer. Try again shortly',
  ),
  'files.no_answer': label('文件存储没有应答，请稍后再试', 'The file store does not answer. Try again shortly'),
  'storage.full': label(
    '磁盘已满，无法保存，什么都没有写入。腾出空间后会自动恢复，请联系管理员',
    'The disk is full, so nothing could be saved. Saving works again by itself when there is room; tell your administrator',
  ),
  'vendor.no_answer': label('对方系统没有应答，请稍后再试', 'The other system does not answer. Try again shortly'),
}

/** Titles of problem documents by status. */
const statusWords: Readonly<Record<string, Label>> = {
  '400': label('请求有误', 'Bad request'),
  '401': label('请先登录', 'Not signed in'),
  '403': label('没有权限', 'Not allowed'),
  '404': label('找不到', 'Not found'),
  '405': label('方法不支持', 'Method not allowed'),
  '409': label('有冲突', 'Conflict'),
  '413': label('内容太大', 'Too large'),
  '414': label('地址太长', 'Address too long'),
  '415': label('类型不支持', 'Type not accepted'),
  '422': label('内容有误', 'Not valid'),
  '429': label('太频繁', 'Too many requests'),
  '500': label('系统出错', 'Our fault'),
  '503': label('暂不可用', 'Not available'),
  '507': label('空间不足', 'No room'),
}
const under = (prefix: string, words: Readonly<Record<string, Label>>) =>
  Object.fromEntries(Object.entries(words).map(([name, text]) => [`${prefix}.${name}`, text]))

/** The platform's own words. */
export const platformWords: Readonly<Record<string, Label>> = {
  ...under('refusal', recordWords),
  ...under('refusal', requestWords),
  ...under('refusal', storeWords),
  ...under('refusal', fieldWords),
  ...under('refusal', schemaWords),
  ...under('refusal', signInWords),
  ...under('refusal', operationsWords),
  ...under('refusal', webhookWords),
  ...under('refusal', ledgerWords),
  ...under('status', statusWords),
}
