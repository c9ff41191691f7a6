import { type RowOf, type UnitOfWork, timeoutOutlet } from '@lianke/kernel'
import { managersOfStaff } from '@lianke/organisation/contract'
import { workItemAnswered, workItemLate } from '../events/work-item.events.ts'
import { workItem } from '../objects/work-item.object.ts'
import { standInFor } from '../queries/staff-at-work.query.ts'
import { type Asked, askedIn } from '../rules/asked.rule.ts'
import { leaderOf } from '../rules/leader.rule.ts'
import { giveItems } from './give-items.ts'
import { tellItems } from './tell-items.ts'

type Item = RowOf<typeof workItem>
interface Late {
  readonly item: Item
  readonly asked: Asked
}

/** Nobody answered in time, and nothing else was wanted: the run goes the way `timeout`. */
const expire = async (work: UnitOfWork, late: readonly Late[]): Promise<void> => {
  if (late.length === 0) return
  await work.records.upsert({
    object: workItem.name,
    rows: late.map(({ item }) => ({ id: item.id, status: 'expired', late_at: work.now, remind_at: null })),
  })
  await tellItems(
    work,
    late.map(({ item }) => ({
      item,
      event: workItemAnswered,
      payload: { requester: item.requester, outlet: timeoutOutlet, run: item.run },
      to: null,
    })),
  )
}

/** What becomes of items whose deadline has passed, as their steps said: a set in a bounded number of statements. */
export const passDeadline = async (work: UnitOfWork, items: readonly Item[]): Promise<void> => {
  const all = items.map((item): Late => ({ item, asked: askedIn(item.asked) }))
  const [ending, staying] = [
    all.filter(({ asked }) => asked.late === 'expire'),
    all.filter(({ asked }) => asked.late !== 'expire'),
  ]
  const managerOf = await managersOfStaff(
    work,
    all.flatMap(({ item }) => (item.owner ? [item.owner] : (item.candidates ?? []))),
  )
  const leader = ({ owner, candidates }: Item) => leaderOf({ owner, candidates: candidates ?? [] }, managerOf)
  const named = staying.flatMap(({ asked }) => (asked.late === 'to_colleague' ? [asked.late_to] : []))
  const standIn = await standInFor(work, [...named, ...staying.map(({ item }) => leader(item))], null)
  const nextOf = ({ item, asked }: Late): string | null =>
    asked.late === 'tell_manager' ? null : standIn(asked.late === 'to_colleague' ? asked.late_to : leader(item))
  await expire(work, ending)
  await work.records.upsert({
    object: workItem.name,
    rows: staying.map(({ item }) => ({ id: item.id, late_at: work.now, remind_at: null })),
  })
  await giveItems(
    work,
    staying.flatMap((late) => {
      const { item } = late
      const to = nextOf(late)
      return to === null || to === item.owner ? [] : [{ item, to }]
    }),
  )
  await tellItems(
    work,
    all.flatMap(({ item, asked }) => {
      const manager = asked.late === 'tell_manager' ? leader(item) : null
      const told = [...(item.owner ? [item.owner] : (item.candidates ?? [])), ...(manager ? [manager] : [])]
      return [...new Set(told)].map((staff) => ({ item, event: workItemLate, payload: { staff }, to: staff }))
    }),
  )
}
