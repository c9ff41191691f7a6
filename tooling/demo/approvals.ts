import type { Filter } from '@lianke/kernel'
import type { Chance } from './chance.ts'
import { day, hour, iso } from './clock.ts'
import type { Company } from './company.ts'
import type { Known } from './people.ts'
import { products } from './words.ts'
import { type Demo, demoActor, writeSets } from './write-sets.ts'

const cny = (yuan: number) => ({ amount: yuan.toFixed(2), currency: 'CNY' })
const ordersAsked = 14
const discountMax = '100'

type Node = Readonly<Record<string, unknown>>
const node = (id: string, step: string, config: Node, next: Readonly<Record<string, string | null>>, x: number, y: number) => ({
  id,
  step,
  config,
  next,
  position: { x, y },
})

/** Drafts of the guides whose discount somebody above has to agree to. */
const draft = ({ now }: Demo, chance: Chance, { id, plan }: Known, productIds: readonly string[]) => {
  const lines = chance.some([...products.keys()], chance.int(1, 3)).map((product) => {
    const [quantity, price] = [chance.int(2, 6), Number(products[product]?.price ?? 0)]
    return { product, quantity, price }
  })
  const [first] = lines
  const at = now - chance.int(1, 30) * hour
  return {
    person: id,
    owner: plan.guide.id,
    kind: 'sale',
    status: 'draft',
    ordered_at: iso(at),
    created_at: iso(at),
    channel: 'wecom',
    store: plan.guide.store,
    country: '中国',
    lines: lines.map((line) => ({
      product: productIds[line.product],
      name: products[line.product]?.name,
      quantity: String(line.quantity),
      price: cny(line.price),
      discount: cny(line === first ? Math.max(Number(discountMax), Math.round(line.price * line.quantity * 0.3)) : 0),
    })),
  }
}

/** Whoever leads the guide agrees first. */
const bySuperior = (admin: Company['admin']) =>
  node(
    'superior',
    'approval.approve',
    {
      name: '上级审批',
      who: 'superior',
      level: 1,
      same: 'superior',
      empty: 'person',
      fallback: admin.id,
      instructions: '同意后订单自动确认；驳回请写明原因，导购会收到。',
      show: ['discount', 'total', 'subtotal'],
      due_in: 4,
      due_unit: 'working_hour',
      late: 'to_manager',
    },
    { approved: 'large', rejected: null },
    240,
    80,
  )

/** A discount above the limit needs the consent of whoever leads the guide; a large one that of the general manager, too. The order stands still meanwhile. */
const discounts = ({ admin }: Company) => ({
  name: '订单优惠审批',
  description: '优惠达到 100 元由上级审批，达到 500 元再由总经理审批；通过后订单自动确认',
  subject_object: 'commerce.order',
  trigger: { on: 'record', object: 'commerce.order', change: 'created' },
  condition: {
    and: [
      { field: 'status', op: 'eq', value: 'draft' },
      { field: 'discount', op: 'gte', value: discountMax },
    ],
  },
  graph: {
    entry: 'superior',
    nodes: [
      bySuperior(admin),
      node(
        'large',
        'flow.branch',
        { branches: [{ outlet: 'b1', name: '优惠 500 元以上', filter: { field: 'discount', op: 'gte', value: '500' } }] },
        { b1: 'general', else: 'confirm' },
        160,
        240,
      ),
      node(
        'general',
        'approval.approve',
        {
          name: '总经理审批',
          who: 'colleagues',
          colleagues: [admin.id],
          same: 'decide',
          repeat: 'first',
          show: ['discount', 'total', 'subtotal'],
        },
        { approved: 'confirm', rejected: null },
        80,
        400,
      ),
      node('confirm', 'record.run_command', { command: 'order.confirm' }, { next: null }, 240, 560),
    ],
  },
})

/** What somebody who complained is given. */
const complaints = ({ agents }: Company) => ({
  name: '投诉补偿',
  description: '客户投诉怎么补偿，由客服主管决定',
  subject_object: 'ticket.ticket',
  trigger: { on: 'manual' },
  condition: null,
  graph: {
    entry: 'ask',
    nodes: [
      node(
        'ask',
        'user_task',
        {
          title: '{subject}：怎么补偿？',
          assignee: 'colleague',
          colleague: agents[0]?.id,
          outcomes: [
            { key: 'coupon', label: { zh: '送优惠券', en: 'Coupon' }, tone: 'good' },
            { key: 'refund', label: { zh: '退款', en: 'Refund' }, note: 'required' },
            { key: 'none', label: { zh: '不补偿', en: 'Nothing' }, tone: 'bad' },
          ],
          form: [],
          due_in: 1,
          due_unit: 'working_day',
          late: 'tell_manager',
        },
        { coupon: null, refund: null, none: null },
        240,
        80,
      ),
    ],
  },
})

/** Whether a large deal is worth the effort. */
const largeDeals = ({ admin }: Company) => ({
  name: '大单报备',
  description: '金额 30 万以上的商机，总经理确认要不要投入',
  subject_object: 'sales.opportunity',
  trigger: { on: 'manual' },
  condition: null,
  graph: {
    entry: 'ask',
    nodes: [
      node(
        'ask',
        'user_task',
        { title: '「{name}」要不要重点投入？', assignee: 'colleague', colleague: admin.id, due_in: 2, due_unit: 'working_day' },
        { approve: null, reject: null, timeout: null },
        240,
        80,
      ),
    ],
  },
})

/** Who is invited to try new products. */
const invitations = ({ marketers }: Company) => ({
  name: '新品体验官邀请',
  description: '市场部确认要不要邀请这位客户参加新品体验',
  subject_object: 'customer.person',
  trigger: { on: 'manual' },
  condition: null,
  graph: {
    entry: 'ask',
    nodes: [
      node(
        'ask',
        'user_task',
        {
          title: '邀请 {name} 当新品体验官？',
          assignee: 'colleague',
          colleague: marketers[0]?.id,
          outcomes: [
            { key: 'invite', label: { zh: '邀请', en: 'Invite' }, tone: 'good' },
            { key: 'later', label: { zh: '下次', en: 'Next time' } },
          ],
        },
        { invite: 'tag', later: null },
        240,
        80,
      ),
      node('tag', 'add_tag', { tags: ['体验官'] }, { next: null }, 80, 240),
    ],
  },
})

/** Records of an object for which a question is worth asking. */
const some = async ({ platform, tenant }: Demo, object: string, filter: Filter, limit: number): Promise<string[]> =>
  platform.work(tenant, demoActor, async (work) => {
    const { data } = await work.records.list(object, { filter, fields: ['id'], sort: ['-created_at'], limit })
    return data.map(({ id }) => id)
  })

/** Processes that wait for somebody: the manager, the service lead, the general manager and marketing each find something to decide. */
export const writeApprovals = async (
  demo: Demo,
  chance: Chance,
  company: Company,
  { people, productIds }: { readonly people: readonly Known[]; readonly productIds: readonly string[] },
): Promise<void> => {
  const model = await demo.platform.model(demo.tenant)
  if (!model.commands.has('automation.publish') || !model.commands.has('approval.publish')) return
  const own = people.filter(({ plan }) => plan.guide.id === company.welcomer.id)
  const others = people.filter(({ plan }) => plan.orders.length > 0)
  const buyers = [...own.slice(0, ordersAsked / 2), ...chance.some(others, ordersAsked / 2)]
  const orders = await writeSets(
    demo,
    'commerce.order',
    buyers.map((buyer) => draft(demo, chance, buyer, productIds)),
  )
  const definitions = async (object: string, made: readonly ((company: Company) => Readonly<Record<string, unknown>>)[]) =>
    writeSets(
      demo,
      object,
      made.map((one) => ({ ...one(company), status: 'draft', owner: company.admin.id })),
    )
  const [first] = await definitions('approval.approval', [discounts])
  const rest = await definitions('automation.automation', [complaints, largeDeals, invitations])
  const since = iso(demo.now - 60 * day)
  const asked: readonly (readonly [kind: string, string | undefined, readonly string[]])[] = [
    ['approval', first, orders],
    ['automation', rest[0], await some(demo, 'ticket.ticket', { field: 'type', op: 'eq', value: 'complaint' }, 6)],
    ['automation', rest[1], await some(demo, 'sales.opportunity', { field: 'amount', op: 'gte', value: '300000' }, 4)],
    ['automation', rest[2], await some(demo, 'customer.person', { field: 'created_at', op: 'gte', value: since }, 8)],
  ]
  for (const [kind, id, records] of asked)
    if (id)
      await demo.platform.work(demo.tenant, demoActor, async (work) => {
        await work.run(`${kind}.publish`, { id })
        if (records.length > 0) await work.run(`${kind}.enrol`, { id, records })
      })
}
