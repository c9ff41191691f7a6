import { type Label, label, type ProcessDefinition } from '@lianke/kernel'

/** What may be wrong with a definition or with what is asked of it, of any kind: `refusal.<kind>.<code>`. */
const codes = (zh: string, en: string): Readonly<Record<string, Label>> => ({
  not_publishable: label(
    `${zh}还不能发布，请看各节点上的问题`,
    `The ${en} cannot be published yet; see the problems at its nodes`,
  ),
  wrong_state: label(`${zh}当前是「{status}」，不能这样操作`, `The ${en} is “{status}”; this cannot be done now`),
  not_entered: label(`已在这个${zh}里，或不能再次进入`, `Already in this ${en}, or may not enter again`),
  gone_on: label(`已经往下走了，留在这个${zh}里`, `It has gone on, and stays in this ${en}`),
  not_running: label(`${zh}没有在运行`, `The ${en} is not running`),
  unknown_step: label('没有这种步骤：{step}', 'There is no such step: {step}'),
  missing_setting: label('还没有填写 {field}', '{field} is not filled in'),
  bad_setting: label('{field} 的值不对', '{field} has a value that cannot be'),
  no_way_out: label('这个节点没有出口', 'This node has no way out'),
  unknown_outlet: label('这个节点没有出口「{outlet}」', 'This node has no way out “{outlet}”'),
  points_nowhere: label('连到了不存在的节点', 'It leads to a node that does not exist'),
  circle_without_wait: label('循环里没有等待，会永远转下去', 'A circle without a wait would never end'),
  no_trigger: label('还没有设置触发条件', 'No trigger is set'),
  empty: label('画布上还没有步骤', 'There are no steps yet'),
  too_many_nodes: label('最多 {max} 个节点', 'At most {max} nodes'),
  bad_node: label('节点格式有误', 'The node is malformed'),
  double_node: label('节点编号重复：{node}', 'The node id {node} is used twice'),
  no_entry: label('没有起点', 'There is no first node'),
  no_subject: label('还没有选择对哪种记录运行', 'It is not said whose records it runs on'),
  step_not_for: label('这个步骤不能用在「{object}」上', 'This step cannot be used on {object}'),
  circular_call: label('流程互相调用成了一个圈', 'Processes call one another in a circle'),
  called_not_published: label(
    '要调用的流程还没有发布，或看不到',
    'The process that it calls is not published, or may not be seen',
  ),
  called_not_for: label('要调用的流程不是对「{object}」运行的', 'The process that it calls does not run on {object}'),
  unknown_value: label('没有这个取值：{value}', 'No run has the value {value}'),
  inward_address: label('不能调用内网地址', 'An inward address cannot be called'),
  bad_address: label('地址不对，应以 https:// 或 http:// 开头', 'The address is wrong: it begins with https:// or http://'),
  trigger_not_for: label('这种触发不能用在「{object}」上', 'This trigger cannot be used on {object}'),
})

/** The words of a kind's refusals. */
export const wordsOfKind = ({ name, label: said }: ProcessDefinition): Readonly<Record<string, Label>> =>
  Object.fromEntries(
    Object.entries(codes(said.zh, said.en.toLowerCase())).map(([code, words]) => [`refusal.${name}.${code}`, words]),
  )
