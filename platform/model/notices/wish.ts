import { byMessage, type Fact, type NoticeDefinition, type UnitOfWork } from '@lianke/kernel'

/** How somebody wants to be told of something. */
interface Wish {
  readonly bell: boolean
  readonly message: boolean
  /** At once, or once a day with what else there was. */
  readonly pace: 'now' | 'daily'
}

/** The object in which screens keep something of theirs, where the product has one. */
export const keptIn = (work: UnitOfWork, what: 'notifications' | 'notice_preferences'): string | null =>
  work.objects(({ keeps }) => keeps === what)[0]?.name ?? null

/** What a receiver has chosen for a notice; else what the notice does by itself. Read when it is told. */
export const wishOf = async (work: UnitOfWork, notice: NoticeDefinition, staff: string, fact: Fact): Promise<Wish> => {
  const kept = keptIn(work, 'notice_preferences')
  const found = kept
    ? await work.records.list(kept, {
        filter: {
          and: [
            { field: 'staff', op: 'eq', value: staff },
            { field: 'notice', op: 'eq', value: notice.name },
          ],
        },
        limit: 1,
      })
    : null
  const [row] = found?.data ?? []
  return row
    ? { bell: row.bell !== false, message: row.message === true, pace: row.pace === 'daily' ? 'daily' : 'now' }
    : { bell: true, message: byMessage(notice, fact), pace: 'now' }
}
