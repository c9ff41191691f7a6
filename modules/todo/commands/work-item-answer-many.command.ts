import { defineCommand, label, longText, text } from '@lianke/kernel'
import { z } from 'zod'
import { workItem } from '../objects/work-item.object.ts'
import { answerItems } from './answer-items.ts'

const idsMax = 200

/** The same answer to several items; those that it does not fit stay, each with its reason. */
export const workItemAnswerMany = defineCommand({
  name: 'work_item.answer_many',
  label: label('批量处理待办', 'Answer work items'),
  icon: 'done',
  may: { object: workItem, action: 'read' },
  fields: {
    outcome: text(label('结果', 'Outcome'), { required: true, max: 40 }),
    note: longText(label('说明', 'Note'), { max: 4000 }),
  },
  input: z.object({ ids: z.array(z.uuid()).min(1).max(idsMax) }),
  done: { words: label('已处理 {n} 条', 'Answered {n}') },
  run: async (work, { ids, outcome, note }) => {
    const { changed, refused } = await answerItems(work, [...new Set(ids)], { outcome, note })
    return { n: changed.length, changed, refused: refused.map(({ id, code }) => ({ id, code })) }
  },
})
