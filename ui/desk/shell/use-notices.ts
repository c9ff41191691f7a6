import { useNavigate } from '@tanstack/react-router'
import type { Filter, MetaObject, Row } from '@lianke/kernel'
import { usePeek } from '../../base/client/peek.ts'
import { useBulk, useRows } from '../../base/client/records.ts'
import { useRegistry } from '../../base/registry/registry.tsx'

/** One's own, without those that wait for the day's digest. */
const mine: Filter = {
  and: [
    { field: 'owner', op: 'me' },
    { field: 'held', op: 'ne', value: true },
  ],
}

/** One's notices: which are unread, what each leads to, and where they are chosen. `leave`: the list is left for it. */
export const useNotices = (object: MetaObject, leave: () => void) => {
  const navigate = useNavigate()
  const { open: openPeek } = usePeek()
  const bulk = useBulk(object.name)
  const { data } = useRows(object.name, { filter: mine, sort: ['-created_at'], limit: 30 }, { staleTime: 30_000 })
  const preferences = useRegistry().pages.find(({ settles }) => settles === 'notices')
  const choose = () => {
    leave()
    if (preferences) void navigate({ to: preferences.path })
  }
  const rows = data?.data ?? []
  const unread = rows.filter((row) => !row.is_read)
  const read = (some: readonly Row[]) => {
    if (some.length > 0) bulk.mutate({ update: some.map(({ id }) => ({ id, is_read: true, read_at: new Date().toISOString() })) })
  }
  const follow = (row: Row) => {
    if (!row.is_read) read([row])
    leave()
    if (typeof row.subject_object === 'string' && typeof row.subject_id === 'string') openPeek(row.subject_object, row.subject_id)
  }
  return { rows, unread, read, follow, preferences, choose }
}
export type Notices = ReturnType<typeof useNotices>
