import { type CheckedRow, defineFollow } from '@lianke/kernel'
import { deadlines, movedDeadlines, type Priority, type ServiceLevel } from '../rules/deadline.rule.ts'

const priorities: readonly string[] = ['low', 'normal', 'high', 'urgent'] satisfies readonly Priority[]
const isPriority = (value: unknown): value is Priority => typeof value === 'string' && priorities.includes(value)
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const begun = ({ row }: CheckedRow, level: ServiceLevel, now: string): Record<string, unknown> => {
  const from = text(row.opened_at) ?? text(row.created_at) ?? now
  const fresh = deadlines({ level, priority: isPriority(row.priority) ? row.priority : 'normal', from })
  return { opened_at: from, respond_by: row.respond_by ?? fresh.respond_by, resolve_by: row.resolve_by ?? fresh.resolve_by }
}

/** The clock of a ticket starts however it comes in; while it runs, the deadlines follow the priority. */
export const deadlinesOfTicket = defineFollow({
  fields: ['opened_at', 'respond_by', 'resolve_by'],
  when: ['priority'],
  run: async (work, rows) => {
    const level = await work.setting<ServiceLevel>('ticket.service_level')
    return rows.map((each) => {
      const { row, before } = each
      if (before === null) return { values: begun(each, level, work.now) }
      const running = row.status !== 'resolved' && row.status !== 'closed'
      const [from, to] = [before.priority, row.priority]
      if (!running || !isPriority(from) || !isPriority(to) || from === to) return {}
      return { values: movedDeadlines({ level, from, to, respond_by: row.respond_by, resolve_by: row.resolve_by }) }
    })
  },
})
