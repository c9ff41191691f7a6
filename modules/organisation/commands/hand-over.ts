import { type Room, setRowsMax } from '@lianke/kernel'

/** What belongs to a colleague and goes on without that colleague: objects say so of themselves, this room names none of them. */
export const handedOverIn = (room: Room): readonly string[] =>
  room.objects(({ handedOver }) => handedOver === true).map(({ name }) => name)
/** More than this is not waited for. */
export const handedAtOnceMax = 2000

interface HandOver {
  readonly from: string
  readonly to: string
}

const ownedBy = (staff: string) => ({ field: 'owner', op: 'eq', value: staff }) as const

/** How much would be handed over. */
export const openRecordsOf = async (room: Room, staff: string): Promise<number> => {
  let open = 0
  for (const object of handedOverIn(room)) open += await room.system.records.count(object, { filter: ownedBy(staff) })
  return open
}

/** Gives all records of one object to the successor, in sets. */
export const handOver = (room: Room, object: string, { from, to }: HandOver): Promise<number> =>
  room.system.records.updateWhere(object, ownedBy(from), { owner: to })

/** Gives the next set; 0 when nothing is left. What is given belongs to somebody else by then, so that doing it twice changes nothing. */
export const handOverSet = async (room: Room, object: string, { from, to }: HandOver): Promise<number> => {
  const { data } = await room.system.records.list(object, {
    filter: ownedBy(from),
    fields: ['id'],
    sort: ['id'],
    limit: setRowsMax,
  })
  if (data.length > 0) await room.system.records.upsert({ object, rows: data.map(({ id }) => ({ id, owner: to })) })
  return data.length
}
