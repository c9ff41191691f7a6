import { Badge, Popover } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Filter, MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useBulk, useRows } from '../../base/client/records.ts'
import { Empty } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { usePeek } from '../../base/client/peek.ts'
import { useRegistry } from '../../base/registry/registry.tsx'

/** One's own, without those that wait for the day's digest. */
const mine: Filter = {
  and: [
    { field: 'owner', op: 'me' },
    { field: 'held', op: 'ne', value: true },
  ],
}

/** Notifications are records, read like any other; without the object the bell stays away. */
export const NotificationBell = () => {
  const object = useModel().keeping('notifications')
  return object ? <Bell object={object} /> : null
}

const Bell = ({ object }: { readonly object: MetaObject }) => {
  const w = useWords()
  const text = useText()
  const navigate = useNavigate()
  const { ago } = useMoment()
  const { open: openPeek } = usePeek()
  const [open, setOpen] = useState(false)
  const bulk = useBulk(object.name)
  const { data } = useRows(object.name, { filter: mine, sort: ['-created_at'], limit: 30 }, { staleTime: 30_000 })
  const preferences = useRegistry().pages.find(({ settles }) => settles === 'notices')
  const choose = () => {
    setOpen(false)
    if (preferences) void navigate({ to: preferences.path })
  }
  const rows = data?.data ?? []
  const unread = rows.filter((row) => !row.is_read)
  const read = (some: readonly Row[]) => {
    if (some.length > 0) bulk.mutate({ update: some.map(({ id }) => ({ id, is_read: true, read_at: new Date().toISOString() })) })
  }
  const follow = (row: Row) => {
    if (!row.is_read) read([row])
    setOpen(false)
    if (typeof row.subject_object === 'string' && typeof row.subject_id === 'string') openPeek(row.subject_object, row.subject_id)
  }
  const content = (
    <div className="lk-notices">
      <div className="lk-row" style={{ padding: '4px 8px 8px' }}>
        <span className="lk-title-3 lk-grow">{w('notice.title')}</span>
        {unread.length > 0 ? (
          <button type="button" className="lk-plain" style={{ color: 'var(--lk-accent-text)' }} onClick={() => read(unread)}>
            {w('notice.read_all')}
          </button>
        ) : null}
        {preferences ? (
          <button
            type="button"
            className="lk-icon-button small"
            aria-label={text(preferences.label)}
            title={text(preferences.label)}
            onClick={choose}
          >
            <Icon name="sliders" size={15} />
          </button>
        ) : null}
      </div>
      {rows.length === 0 ? (
        <Empty small icon="bell" title={w('notice.empty')} help={w('notice.empty_help')} />
      ) : (
        <div style={{ maxHeight: 420, overflow: 'auto' }}>
          {rows.map((row) => (
            <button key={row.id} type="button" className={`lk-notice${row.is_read ? '' : ' unread'}`} onClick={() => follow(row)}>
              <span className="lk-notice-dot" />
              <span className="lk-grow">
                <span className="lk-notice-title">{String(row[object.title] ?? '')}</span>
                {row.body ? <span className="lk-notice-body">{String(row.body)}</span> : null}
                <span className="lk-label">{ago(String(row.created_at))}</span>
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  )
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={content}
      styles={{ container: { padding: 8 } }}
    >
      <button type="button" className="lk-icon-button" aria-label={w('notice.title')} aria-expanded={open}>
        <Badge count={unread.length} size="small" offset={[2, -2]}>
          <span style={{ color: 'var(--lk-text-2)', display: 'inline-flex' }}>
            <Icon name="bell" size={17} />
          </span>
        </Badge>
      </button>
    </Popover>
  )
}
