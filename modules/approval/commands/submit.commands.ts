import { defineCommand, label, longText, multiReference, type ObjectDefinition, reference, refuse } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { approval } from '../objects/approval.object.ts'
import { approvalsTaking, underApproval } from '../queries/fitting.query.ts'
import { submitRecord } from './submit-record.ts'

/** `approval.submit_commerce_order`: the act by which records of an object are submitted. */
const nameFor = (object: string): string => `approval.submit_${object.replace('.', '_')}`

const submitOn = (object: string) =>
  defineCommand({
    name: nameFor(object),
    label: label('提交审批', 'Submit for approval'),
    icon: 'stamp',
    may: { object, action: 'update' },
    on: object,
    place: ['record', 'selection', 'filter', 'phone'],
    fields: {
      approval: reference(label('审批', 'Approval'), approval, {
        where: {
          and: [
            { field: 'status', op: 'eq', value: 'running' },
            { field: 'subject_object', op: 'eq', value: object },
          ],
        },
        help: label('只有一个适用时不用选', 'Where only one takes the record, it need not be chosen'),
      }),
      approvers: multiReference(label('审批人', 'Approvers'), staff, {
        where: { field: 'status', op: 'eq', value: 'active' },
        help: label('流程要求您选审批人时填写，按顺序', 'Where the approval leaves it to you, in order'),
      }),
      note: longText(label('说明', 'Note'), { max: 4000 }),
    },
    done: { words: label('已提交 {n} 条', 'Submitted {n}'), one: label('“{title}”已提交审批', '“{title}” is submitted') },
    offeredTo: async (work, ids) => {
      const taking = await approvalsTaking(work, object, ids)
      if (taking.size === 0) return []
      const under = await underApproval(work, object, [...taking.keys()])
      return [...taking.keys()].filter((id) => !under.has(id))
    },
    run: async (work, { id, approval: chosen, note, approvers }) => {
      if (work.actor.kind === 'system') refuse('approval.of_staff', { status: 403 })
      return submitRecord(work, { object, id, approval: chosen ?? null, note: note ?? null, approvers: approvers ?? [] })
    },
  })

/** Records of every object that approvals can be about are submitted by an act of their own. */
export const submitCommands = ({
  name,
  hidden,
  ledger,
  partOf,
  holds = [],
}: Pick<ObjectDefinition, 'name' | 'hidden' | 'ledger' | 'partOf' | 'holds'>) =>
  hidden || ledger || partOf || holds.some(({ kind }) => kind === 'process') ? [] : [submitOn(name)]
