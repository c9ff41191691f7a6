import { type Filter, setRowsMax, type UnitOfWork } from '@lianke/kernel'
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

/** Customers who have not come for three months, a few touches until they buy again. */
const winBack = {
  name: '老客唤醒',
  description: '三个月没来的老客：三天后问候，再过一周由导购回访；下单就结束',
  trigger: { on: 'manual' },
  goal: { event: 'order.paid' },
  reentry: { mode: 'after', days: 180 },
  graph: {
    entry: 'wait',
    nodes: [
      node('wait', 'flow.wait', { amount: 3, unit: 'day', at: '10:00' }, { next: 'half' }, 240, 80),
      node('half', 'flow.split', { shares: [{ outlet: 'a', percent: 50 }] }, { a: 'send', rest: 'rest' }, 240, 220),
      node(
        'send',
        'send_message',
        { channel: 'wecom', text: '{name}，换季皮肤还好吗？给您留了一份舒缓小样。' },
        { next: 'rest' },
        80,
        360,
      ),
      node('rest', 'flow.wait', { amount: 7, unit: 'day', at: '10:00' }, { next: 'task' }, 240, 500),
      node('task', 'create_task', { title: '老客回访', due_in_hours: 48 }, { next: null }, 240, 640),
    ],
  },
} as const

/** The newest records that a filter finds. */
const newest = async (work: UnitOfWork, of: string, filter: Filter, limit: number): Promise<readonly string[]> =>
  (await work.records.list(of, { filter, fields: ['id'], sort: ['-created_at'], limit })).data.map(({ id }) => id)

/** All of them, up to so many. */
const all = async (work: UnitOfWork, of: string, filter: Filter, limit: number): Promise<readonly string[]> => {
  const ids: string[] = []
  for await (const set of work.records.inSets(of, { filter, fields: ['id'] })) {
    ids.push(...set.map(({ id }) => id))
    if (ids.length >= limit) break
  }
  return ids.slice(0, limit)
}

/** Makes a process, lets it run, and puts in those whom it would have met. `many`: what the act that puts them in calls them. */
const running = async (
  demo: Demo,
  {
    kind,
    object,
    draft,
    many,
  }: { readonly kind: string; readonly object: string; readonly draft: Config; readonly many: string },
  found: (work: UnitOfWork) => Promise<readonly string[]>,
): Promise<void> => {
  const [id] = await writeSets(demo, object, [{ ...draft, status: 'draft' }])
  await demo.platform.work(demo.tenant, demoActor, async (work) => {
    await work.run(`${kind}.publish`, { id })
    const ids = await found(work)
    for (let at = 0; at < ids.length; at += setRowsMax)
      await work.run(`${kind}.enrol`, { id, [many]: ids.slice(at, at + setRowsMax) })
  })
}

const winBackMax = 3000
/** Customers who are won back by a journey, leads that are followed up by a cadence, tickets that are escalated. */
export const writeFollowUps = async (demo: Demo, company: Company): Promise<void> => {
  const { commands } = await demo.platform.model(demo.tenant)
  if (!commands.has('cadence.publish') || !commands.has('escalation.publish')) return
  const dormant: Filter = {
    and: [
      { field: 'order_count', op: 'gte', value: '1' },
      { field: 'last_order_at', op: 'not_within', value: { last: 90, unit: 'day' } },
    ],
  }
  await running(
    demo,
    { kind: 'journey', object: 'marketing.journey', many: 'persons', draft: { ...winBack, owner: company.marketers[0]?.id } },
    (work) => all(work, 'customer.person', dormant, winBackMax),
  )
  const fresh: Filter = {
    and: [
      { field: 'status', op: 'eq', value: 'assigned' },
      { field: 'created_at', op: 'gte', value: iso(demo.now - 60 * day) },
    ],
  }
  await running(
    demo,
    { kind: 'cadence', object: 'lead.cadence', many: 'records', draft: { ...cadence, owner: company.salesManager.id } },
    (work) => newest(work, 'lead.lead', fresh, 40),
  )
  await running(
    demo,
    { kind: 'escalation', object: 'ticket.escalation', many: 'records', draft: { ...escalation, owner: company.agents[0]?.id } },
    (work) => newest(work, 'ticket.ticket', { field: 'service', op: 'eq', value: 'late' }, 12),
  )
}
