import {
  approvingStep,
  defineStep,
  department,
  type InputOf,
  integer,
  json,
  label,
  longText,
  multiReference,
  option,
  outletsOfApproving,
  type ProcessNode,
  reference,
  select,
  text,
  user,
} from '@lianke/kernel'
import { role, staff } from '@lianke/organisation/contract'
import { dueFields } from '@lianke/todo/contract'
import { comeToStep, ownersIn, waitsFor } from '../commands/come-to-step.ts'

const fields = {
  name: text(label('节点名称', 'Name of the step'), { max: 60, help: label('不填：按审批人起名', 'Empty: by who approves') }),
  who: select(label('谁来审批', 'Who approves'), {
    required: true,
    default: 'superior',
    options: [
      option('superior', '提交人的上级', 'A superior of the submitter'),
      option('superiors', '提交人的各级上级，逐级', 'All superiors of the submitter, one after another'),
      option('head', '部门负责人', 'The head of a department'),
      option('role', '某个角色的成员', 'Members of a role'),
      option('colleagues', '指定同事', 'Named colleagues'),
      option('owner', '记录的负责人', 'The owner of the record'),
      option('chosen', '提交人自己选', 'Whom the submitter chooses'),
    ],
  }),
  level: integer(label('第几级', 'Level'), {
    min: 1,
    max: 20,
    help: label(
      '1 是直接上级；逐级审批时是到第几级，不填到最高',
      '1 is the direct one; of all superiors: up to which, empty: to the top',
    ),
  }),
  colleagues: multiReference(label('同事', 'Colleagues'), staff),
  role: reference(label('角色', 'Role'), role),
  department: department(label('部门', 'Department'), {
    help: label('不填：提交人自己的部门', 'Empty: the submitter’s own'),
  }),
  mode: select(label('多人时', 'If they are several'), {
    default: 'all',
    options: [
      option('all', '全部同意才通过（会签）', 'All must agree'),
      option('any', '一人决定即可（或签）', 'Whoever answers first decides'),
      option('in_order', '一个接一个（依次）', 'One after another'),
    ],
  }),
  same: select(label('审批人是提交人时', 'If the approver is the submitter'), {
    default: 'superior',
    options: [
      option('superior', '转给 TA 的上级', 'The superior decides'),
      option('pass', '自动通过', 'It passes by itself'),
      option('decide', '自己审批', 'Decides oneself'),
    ],
  }),
  repeat: select(label('同一人此前已同意时', 'If somebody has agreed before'), {
    default: 'each',
    options: [
      option('each', '每次都要审批', 'Is asked each time'),
      option('first', '只审批一次，之后自动通过', 'Is asked once only'),
      option('consecutive', '紧挨着的节点才自动通过', 'Is not asked by the very next step'),
    ],
  }),
  empty: select(label('找不到审批人时', 'If there is no approver'), {
    default: 'administrator',
    options: [
      option('administrator', '转给管理员', 'An administrator decides'),
      option('person', '转给指定同事', 'A named colleague decides'),
      option('pass', '自动通过', 'It passes by itself'),
    ],
  }),
  fallback: user(label('转给谁', 'Who decides then')),
  opinion: select(label('审批意见', 'Opinion'), {
    default: 'rejecting',
    options: [
      option('rejecting', '驳回时必填', 'Required to reject'),
      option('always', '每次必填', 'Always required'),
      option('never', '不要求', 'Not required'),
    ],
  }),
  returns: select(label('退回', 'Return'), {
    default: 'submitter',
    options: [
      option('submitter', '退回给提交人', 'To the submitter'),
      option('previous', '退回上一个节点', 'To the step before'),
      option('never', '不能退回', 'Not offered'),
    ],
  }),
  instructions: longText(label('给审批人的说明', 'Word to the approvers'), { max: 2000 }),
  show: json(label('审批时显示的字段', 'Fields to decide by')),
  editable: json(label('审批人可以修改的字段', 'Fields that approvers may change')),
  ...dueFields,
  late: select(label('逾期后', 'When late'), {
    default: 'tell_manager',
    options: [
      option('tell_manager', '告诉主管，继续等', 'Tell the manager and wait on'),
      option('to_manager', '转给主管', 'Move it to the manager'),
      option('to_colleague', '转给指定同事', 'Move it to a colleague'),
      option('expire', '不再等，走「超时」', 'Wait no longer: the way “timeout”'),
    ],
  }),
  late_to: user(label('逾期转给', 'Moved to when late')),
}

/** Asks approvers and waits until they have decided: their consent or refusal is the way out. */
export const approveStep = defineStep({
  name: approvingStep,
  label: label('审批', 'Approval'),
  icon: 'stamp',
  group: 'approval',
  waits: true,
  fields,
  outlets: outletsOfApproving,
  async enter(host, { id, config }: ProcessNode<InputOf<typeof fields>>, runs) {
    const ownerOf = ownersIn(
      await host.records(
        runs.map(({ subject }) => subject),
        ['owner'],
      ),
    )
    const moves = await host.act(runs, (work) => comeToStep(work, { object: host.object, node: id, config, runs, ownerOf }))
    return runs.map((run) => moves?.get(run.id) ?? waitsFor(run))
  },
})
