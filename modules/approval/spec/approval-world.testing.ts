import { type Actor, everything, type ObjectRight, surely } from '@lianke/kernel'
import { openSpine, type SpineWorld } from '../../../apps/spec/spine-world.testing.ts'

const all: ObjectRight = everything
const own: ObjectRight = { read: 'own', update: 'own', delete: 'own', create: true }
const seen: ObjectRight = { ...own, update: 'none', delete: 'none', create: false }
export const rights = {
  'todo.work_item': seen,
  'approval.request': seen,
  'approval.opinion': seen,
  'approval.absence': all,
  'customer.person': all,
  'customer.account': all,
}

/** A company of three levels: a head, a boss under them, a seller under that; two colleagues of finance, who share a role. */
export interface Company {
  readonly world: SpineWorld
  readonly head: Actor
  readonly boss: Actor
  readonly seller: Actor
  readonly finance: readonly [Actor, Actor]
  readonly admin: Actor
  readonly role: string
}

export const openCompany = async (): Promise<Company> => {
  const world = await openSpine()
  const { tenant } = world
  const above = await tenant.department('总部')
  const team = await tenant.department('一组', above)
  const staff = (name: string, department?: string) =>
    tenant.staff({ name, objects: rights, ...(department ? { department } : {}) })
  const head = await staff('总监', above)
  const boss = await staff('主管', team)
  const seller = await staff('销售', team)
  const finance = [await staff('财务甲'), await staff('财务乙')] as const
  const admin = await tenant.staff({ name: '管理员', objects: { '*': everything }, rights: ['*'] })
  const role = await tenant.system(async (work) => {
    await work.records.update('organisation.department', team, { manager: boss.id })
    await work.records.update('organisation.department', above, { manager: head.id })
    const made = await work.records.create('organisation.role', { name: '财务', objects: {}, rights: [] })
    for (const { id } of finance) {
      const { roles } = await work.records.get('organisation.staff', id)
      await work.records.update('organisation.staff', id, { roles: [...(Array.isArray(roles) ? roles : []), made.id] })
    }
    return made.id
  })
  return { world, head, boss, seller, finance, admin, role }
}

type Config = Readonly<Record<string, unknown>>
/** Steps one after another, each named by its place: `a`, `b` … */
export const inLine = (...steps: readonly Config[]) => {
  const id = (at: number) => String.fromCharCode(97 + at)
  return {
    entry: 'a',
    nodes: steps.map((config, at) => ({
      id: id(at),
      step: 'approval.approve',
      config: { name: `节点${id(at)}`, ...config },
      next: {
        approved: at + 1 < steps.length ? id(at + 1) : null,
        rejected: null,
        ...(config.due_in && config.late === 'expire' ? { timeout: null } : {}),
      },
    })),
  }
}

/** What people do with approvals in a company. */
export const actsIn = ({ world, seller }: Company) => {
  const account = async (name = '企业'): Promise<string> =>
    (await world.tenant.as(seller, (work) => work.records.create('customer.account', { name: `${name} ${work.id()}` }))).id
  const publish = async (graph: unknown, more: Config = {}): Promise<string> => {
    const row = await world.tenant.system((work) =>
      work.records.create('approval.approval', {
        name: `审批 ${work.id()}`,
        subject_object: 'customer.account',
        trigger: { on: 'manual' },
        graph,
        ...more,
      }),
    )
    await world.command('approval.publish', { id: row.id })
    return row.id
  }
  const run = <O = unknown>(actor: Actor, command: string, input: Config): Promise<O> =>
    world.tenant.as(actor, (work) => work.run<O>(command, input))
  const submit = async (actor: Actor, approval: string, id: string, more: Config = {}): Promise<string> => {
    await run(actor, 'approval.submit_customer_account', { id, approval, ...more })
    await world.run()
    return (await requestOf(id)).id
  }
  const requestOf = async (subject: string) =>
    surely(
      (
        await world.sql<{ id: string; status: string; submitter: string; run: string; decision: string | null }>(
          'select id, status, submitter, run, decision from approval_request where subject = $1 order by id desc limit 1',
          [subject],
        )
      )[0],
      'there is a request',
    )
  const seats = (id: string) =>
    world.sql<{ id: string; approver: string; status: string; why: string | null; node: string; turn: number; item: string }>(
      `select id, approver, status, why, node, turn, item from approval_opinion where request = $1 order by turn, place, id`,
      [id],
    )
  const asked = async (id: string) => (await seats(id)).filter(({ status }) => status === 'open').map(({ approver }) => approver)
  const answer = async (actor: Actor, id: string, outcome: string, note = '') => {
    const mine = surely(
      (await seats(id)).find(({ approver, status }) => approver === actor.id && status === 'open'),
      'somebody is asked who answers',
    )
    await run(actor, 'work_item.answer', { id: mine.item, outcome, ...(note ? { note } : {}) })
    await world.run()
  }
  /** One turn of a job, by the clock of the engines; then all that follows from it. */
  const turn = async (name: string) => {
    const job = surely((await world.platform.model(world.tenant.id)).jobs.get(name), 'there is such a job')
    await job.run(
      {
        tenant: world.tenant.id,
        signal: new AbortController().signal,
        transaction: (act) => world.platform.work(world.tenant.id, { kind: 'system', id: 'job' }, act, { now: world.now() }),
        progress: async () => undefined,
      },
      {},
    )
    await world.run()
  }
  const finish = () => turn('approval.finish')
  const late = () => turn('todo.late')
  return { finish, late, account, publish, run, submit, requestOf, seats, asked, answer }
}
