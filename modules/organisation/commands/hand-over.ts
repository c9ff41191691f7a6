import { type UnitOfWork, setRowsMax } from '@lianke/kernel'

/** What belongs to a colleague and goes on without that colleague: objects say so of themselves, this module names none of them. */
export const handedOverIn = (work: UnitOfWork): readonly string[] =>
  work.objects(({ handedOver }) => handedOver === true).map(({ name }) => name)
/** More than this is not waited for. */
export const handedAtOnceMax = 2000

interface HandOver {
  readonly from: string
  readonly to: string
}

const ownedBy = (staff: string) => ({ field: 'owner', op: 'eq', value: staff }) as const

/** What would be handed over, by kind. */
export const heldBy = async (work: UnitOfWork, staff: string): Promise<{ object: string; count: number }[]> => {
  const held: { object: string; count: number }[] = []
  for (const object of handedOverIn(work))
    held.push({ object, count: await work.system.records.count(object, { filter: ownedBy(staff) }) })
  return held
}

/** How much would be handed over. */
export const openRecordsOf = async (work: UnitOfWork, staff: string): Promise<number> =>
  (await heldBy(work, staff)).reduce((sum, { count }) => sum + count, 0)

/** Gives all records of one object to the successor, in sets. */
export const handOver = (work: UnitOfWork, object: string, { from, to }: HandOver): Promise<number> =>
  work.system.records.updateWhere(object, ownedBy(from), { owner: to })

/** Gives the next set; 0 when nothing is left. What is given belongs to somebody else by then, so that doing it twice changes nothing. */
export const handOverSet = async (work: UnitOfWork, object: string, { from, to }: HandOver): Promise<number> => {
  const { data } = await work.system.records.list(object, {
    filter: ownedBy(from),
    fields: ['id'],
    sort: ['id'],
    limit: setRowsMax,
  })
  if (data.length > 0) await work.system.records.upsert({ object, rows: data.map(({ id }) => ({ id, owner: to })) })
  return data.length
}
