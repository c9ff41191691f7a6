import type { UnitOfWork } from '@lianke/kernel'
import { order } from '../objects/order.object.ts'

const shown = ['order_number', 'payment_status', 'total', 'paid', 'person'] as const

/** Orders as they stand before money is told apart over them: locked, so that what is told is what happened. */
export const ordersBefore = (work: UnitOfWork, ids: readonly string[]) =>
  work.system.records.find(order, [...new Set(ids)], { fields: shown, forUpdate: true })

/** Tells of those that are paid now and were not; answers all as they stand. */
export const tellPaid = async (work: UnitOfWork, before: Awaited<ReturnType<typeof ordersBefore>>) => {
  const after = await work.system.records.find(order, [...before.keys()], { fields: shown })
  for (const row of after.values()) {
    if (row.payment_status !== 'paid' || before.get(row.id)?.payment_status === 'paid') continue
    await work.emit({
      name: 'order.paid',
      subject: { object: order.name, id: row.id },
      person: row.person,
      payload: { number: row.order_number, amount: `${row.total?.currency ?? ''} ${row.total?.amount ?? ''}` },
    })
  }
  return [...after.values()].map(({ id, payment_status, paid }) => ({ id, payment_status, paid: paid?.amount ?? '0' }))
}
