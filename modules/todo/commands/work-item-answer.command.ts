import { defineCommand, json, label, longText, refuse, text } from '@lianke/kernel'
import { z } from 'zod'
import { workItem } from '../objects/work-item.object.ts'
import { type AnswerRefused, answerItems } from './answer-items.ts'
import { nameOfStaff } from '../queries/name-of-staff.query.ts'

const statuses: Readonly<Record<string, number>> = {
  'record.not_found': 404,
  'work_item.not_yours': 403,
  'work_item.already_answered': 409,
  'work_item.is_closed': 409,
  'work_item.subject_gone': 409,
}

/** Answers one item: what was decided, with a word and what was asked for. */
export const workItemAnswer = defineCommand({
  name: 'work_item.answer',
  label: label('处理待办', 'Answer a work item'),
  icon: 'done',
  may: { object: workItem, action: 'read' },
  fields: {
    outcome: text(label('结果', 'Outcome'), { required: true, max: 40 }),
    note: longText(label('说明', 'Note'), { max: 4000 }),
    form: json(label('填写内容', 'Answers')),
  },
  input: z.object({ id: z.uuid(), form: z.record(z.string(), z.unknown()).optional() }),
  done: { words: label('已处理', 'Answered') },
  run: async (work, { id, outcome, note, form }) => {
    const { refused } = await answerItems(work, [id], { outcome, note, form })
    const [no]: readonly (AnswerRefused | undefined)[] = refused
    if (!no) return { id }
    const { code, item, problems } = no
    const who = item ? await nameOfStaff(work, code === 'work_item.not_yours' ? item.owner : item.answered_by) : null
    return refuse(code, {
      status: statuses[code] ?? 422,
      params: { title: item?.title, who: who ?? '—', said: item?.outcome_said ?? '' },
      problems,
    })
  },
})
