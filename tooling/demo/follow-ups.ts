import type { Filter } from '@lianke/kernel'
import { day, iso } from './clock.ts'
import type { Company } from './company.ts'
import { type Demo, demoActor, writeSets } from './write-sets.ts'

type Config = Readonly<Record<string, unknown>>
const node = (id: string, step: string, config: Config, next: Readonly<Record<string, string | null>>, x: number, y: number) => ({
  id,
  step,
  config,
  next,
  position: { x, y },
})

/** How new leads of the dealers’ business are followed up. */
const cadence = {
  name: '新线索五日跟进',
  description: '分配后先打电话，两个工作日后发消息，再三个工作日后最后一次电话；有回应就停',
  trigger: { on: 'event', event: 'lead.assigned' },
  condition: { field: 'status', op: 'in', value: ['new', 'assigned'] },
  graph: {
    entry: 'call',
    nodes: [
      node(
        'call',
        'create_task',
        { kind: 'call', title: '第一次电话', due_in_hours: 4, working: true },
        { next: 'wait' },
        240,
        80,
      ),
      node('wait', 'flow.wait', { amount: 2, unit: 'working_day' }, { next: 'known' }, 240, 220),
      node(
        'known',
        'flow.branch',
        { branches: [{ outlet: 'b1', name: '已是客户', filter: { field: 'person', op: 'not_empty' } }] },
        { b1: 'message', else: 'add' },
        240,
        360,
      ),
      node(
        'message',
        'send_message',
        { channel: 'wecom', text: '{name}，前天给您打过电话，方便时回我一句就好。' },
        { next: 'rest' },
        80,
        500,
      ),
      node(
        'add',
        'create_task',
        { kind: 'message', title: '加微信，发一份产品册', due_in_hours: 8, working: true },
        { next: 'rest' },
        400,
        500,
      ),
      node('rest', 'flow.wait', { amount: 3, unit: 'working_day' }, { next: 'last' }, 240, 640),
      node(
        'last',
        'create_task',
        { kind: 'call', title: '最后一次电话，联系不上就判为无效', due_in_hours: 8, working: true },
        { next: null },
        240,
        780,
      ),
    ],
  },
} as const

/** What becomes of a ticket that nobody solved in time. */
const escalation = {
  name: '超时未解决',
  description: '提高优先级并通知主管，一个工作日后还没解决就转给主管',
  trigger: { on: 'event', event: 'ticket.resolve_missed' },
  graph: {
    entry: 'raise',
    nodes: [
      node('raise', 'record.run_command', { command: 'ticket.raise', input: {} }, { next: 'tell' }, 240, 80),
      node(
        'tell',
        'notify_staff',
        { whom: 'manager', title: '工单 {ticket_number} 超时未解决', text: '{subject}' },
        { next: 'wait' },
        240,
        220,
      ),
      node('wait', 'flow.wait', { amount: 1, unit: 'working_day' }, { next: 'hand' }, 240, 360),
      node('hand', 'ticket.hand_on', { to: 'manager' }, { next: null }, 240, 500),
    ],
  },
} as const

/** Makes a process, lets it run, and puts in those whom it would have met in the last weeks. */
const running = async (
  { platform, tenant, ...demo }: Demo,
  {
    kind,
    object,
    draft,
    of,
    filter,
    limit,
  }: {
    readonly kind: string
    readonly object: string
    readonly draft: Config
    readonly of: string
    readonly filter: Filter
    readonly limit: number
  },
): Promise<void> => {
  const [id] = await writeSets({ platform, tenant, ...demo }, object, [{ ...draft, status: 'draft' }])
  await platform.work(tenant, demoActor, async (work) => {
    await work.run(`${kind}.publish`, { id })
    const { data } = await work.records.list(of, { filter, fields: ['id'], sort: ['-created_at'], limit })
    if (data.length > 0) await work.run(`${kind}.enrol`, { id, records: data.map((one) => one.id) })
  })
}

/** Leads that are followed up by a cadence, tickets that are escalated. */
export const writeFollowUps = async (demo: Demo, company: Company): Promise<void> => {
  const { commands } = await demo.platform.model(demo.tenant)
  if (!commands.has('cadence.publish') || !commands.has('escalation.publish')) return
  await running(demo, {
    kind: 'cadence',
    object: 'lead.cadence',
    draft: { ...cadence, owner: company.salesManager.id },
    of: 'lead.lead',
    filter: {
      and: [
        { field: 'status', op: 'eq', value: 'assigned' },
        { field: 'created_at', op: 'gte', value: iso(demo.now - 60 * day) },
      ],
    },
    limit: 40,
  })
  await running(demo, {
    kind: 'escalation',
    object: 'ticket.escalation',
    draft: { ...escalation, owner: company.agents[0]?.id },
    of: 'ticket.ticket',
    filter: { field: 'service', op: 'eq', value: 'late' },
    limit: 12,
  })
}
