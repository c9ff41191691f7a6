import { label } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { Avatar, Line, SearchBox, Sheet, Skeleton, useRows, useText } from '@lianke/ui/phone'
import { useState } from 'react'
import type { Named } from './use-talk.ts'

/** Finds a colleague to mention. */
export const MentionSheet = ({ open, close, choose }: { readonly open: boolean; close(): void; choose(one: Named): void }) => {
  const text = useText()
  const [q, setQ] = useState('')
  const { data } = useRows(
    staff.name,
    {
      limit: 20,
      fields: ['name'],
      filter: { field: 'status', op: 'ne', value: 'left' },
      ...(q ? { search: q } : { sort: ['-updated_at'] }),
    },
    { enabled: open },
  )
  return (
    <Sheet tall title={text(label('提到同事', 'Mention a colleague'))} open={open} onClose={close}>
      <SearchBox placeholder={text(label('姓名、拼音', 'Name'))} onSearch={setQ} />
      {data ? (
        data.data.map((row) => {
          const title = String(row.name ?? '')
          return (
            <Line
              key={row.id}
              lead={<Avatar name={title} size={32} />}
              title={title}
              onClick={() => choose({ id: row.id, title })}
            />
          )
        })
      ) : (
        <Skeleton rows={4} height={48} />
      )}
    </Sheet>
  )
}
