import {
  askingStep,
  defineStep,
  department,
  type InputOf,
  json,
  label,
  longText,
  option,
  type ProcessNode,
  reference,
  select,
  text,
  user,
  outletsOfAsking,
} from '@lianke/kernel'
import { role } from '@lianke/organisation/contract'
import { workItemAnswered } from '../events/work-item.events.ts'
import { dueFields } from './due-fields.ts'
import { makeItems } from './make-items.ts'

const fields = {
  title: text(label('标题', 'Title'), {
    required: true,
    max: 200,
    help: label('{name} 这样的占位会换成记录里的值', '{name} stands for what the record holds'),
  }),
  instructions: longText(label('说明', 'Instructions'), { max: 2000 }),
  assignee: select(label('谁来处理', 'Who decides'), {
    required: true,
    default: 'manager',
    options: [
      option('owner', '记录的负责人', 'The owner of the record'),
      option('manager', '负责人的主管', 'The owner’s manager'),
      option('colleague', '指定同事', 'A colleague'),
      option('role', '某个角色的成员', 'Members of a role'),
      option('department', '某个部门的负责人', 'The head of a department'),
    ],
  }),
  colleague: user(label('同事', 'Colleague')),
  role: reference(label('角色', 'Role'), role),
  share: select(label('怎么分', 'How they share'), {
    default: 'turn',
    options: [
      option('turn', '轮流', 'By turns'),
      option('least', '给手上最少的', 'To whoever has least'),
      option('queue', '放进公共队列，谁领谁做', 'A queue: whoever takes it'),
    ],
  }),
  department: department(label('部门', 'Department')),
  fallback: user(label('找不到人时交给', 'If nobody is found'), {
    help: label('不填：停在这一步，进错误列表', 'Empty: the run waits here among the errors'),
  }),
  outcomes: json(label('可以怎么处理', 'Outcomes'), {
    help: label('每个按钮是一个出口；不填：同意、驳回', 'Each button is a way out; empty: approve, reject'),
  }),
  form: json(label('要填写的内容', 'Form')),
  show: json(label('列表里显示的字段', 'Fields to decide by')),
  ...dueFields,
  late: select(label('逾期后', 'When late'), {
    default: 'expire',
    options: [
      option('expire', '不再等，走「超时」', 'Wait no longer: the way “timeout”'),
      option('tell_manager', '告诉主管，继续等', 'Tell the manager and wait on'),
      option('to_manager', '转给主管', 'Move it to the manager'),
      option('to_colleague', '转给指定同事', 'Move it to a colleague'),
    ],
  }),
  late_to: user(label('逾期转给', 'Moved to when late')),
}

/** Asks a colleague, and waits for the answer: an item in the to-do centre, whose outcomes are the ways out. */
export const userTaskStep = defineStep({
  name: askingStep,
  label: label('人工处理', 'User task'),
  icon: 'user-check',
  group: 'task',
  waits: true,
  fields,
  outlets: outletsOfAsking,
  async enter(host, { id, config }: ProcessNode<InputOf<typeof fields>>, runs) {
    const asked = await host.act(runs, (work) => makeItems(work, host, { config, node: id, runs }))
    return runs.map((run) =>
      asked !== null && !asked.has(run.id)
        ? { run: run.id, refused: 'work_item.nobody' }
        : {
            run: run.id,
            wait: {
              until: null,
              event: workItemAnswered.name,
              where: { field: 'run', op: 'eq', value: run.id },
            },
          },
    )
  },
})
