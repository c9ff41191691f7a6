import type { MetaObject } from '@lianke/kernel'
import { Badge, Popover } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { NoticeList } from './notice-list.tsx'
import { useNotices } from './use-notices.ts'

/** Notifications are records, read like any other; without the object the bell stays away. */
export const NotificationBell = () => {
  const object = useModel().keeping('notifications')
  return object ? <Bell object={object} /> : null
}

const Bell = ({ object }: { readonly object: MetaObject }) => {
  const w = useWords()
  const [open, setOpen] = useState(false)
  const notices = useNotices(object, () => setOpen(false))
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={<NoticeList object={object} notices={notices} />}
      styles={{ container: { padding: 8 } }}
    >
      <button type="button" className="lk-icon-button" aria-label={w('notice.title')} aria-expanded={open}>
        <Badge count={notices.unread.length} size="small" offset={[2, -2]}>
          <span style={{ color: 'var(--lk-text-2)', display: 'inline-flex' }}>
            <Icon name="bell" size={17} />
          </span>
        </Badge>
      </button>
    </Popover>
  )
}
