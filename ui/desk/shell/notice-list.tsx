import type { MetaObject, Row } from '@lianke/kernel'
import { Empty } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PanelSlot } from './panel-slot.tsx'
import type { Notices } from './use-notices.ts'

const Heading = ({ notices: { unread, read, preferences, choose } }: { readonly notices: Notices }) => {
  const w = useWords()
  const text = useText()
  return (
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
  )
}

/** What a module lets one do about the record of an unread notice, right here. */
const Answer = ({ row: { subject_object: object, subject_id: id } }: { readonly row: Row }) =>
  typeof object === 'string' && typeof id === 'string' ? <PanelSlot slot={`notice:${object}`} object={object} id={id} /> : null

/** One's notices, newest first. */
export const NoticeList = ({ object, notices }: { readonly object: MetaObject; readonly notices: Notices }) => {
  const w = useWords()
  const { ago } = useMoment()
  const { rows, follow } = notices
  return (
    <div className="lk-notices">
      <Heading notices={notices} />
      {rows.length === 0 ? (
        <Empty small icon="bell" title={w('notice.empty')} help={w('notice.empty_help')} />
      ) : (
        <div style={{ maxHeight: 420, overflow: 'auto' }}>
          {rows.map((row) => (
            <div key={row.id}>
              <button type="button" className={`lk-notice${row.is_read ? '' : ' unread'}`} onClick={() => follow(row)}>
                <span className="lk-notice-dot" />
                <span className="lk-grow">
                  <span className="lk-notice-title">{String(row[object.title] ?? '')}</span>
                  {row.body ? <span className="lk-notice-body">{String(row.body)}</span> : null}
                  <span className="lk-label">{ago(String(row.created_at))}</span>
                </span>
              </button>
              {row.is_read ? null : <Answer row={row} />}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
