import './page.css'
import type { MetaObject, Row } from '@lianke/kernel'
import { useNavigate } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { recordPath } from '../../base/client/peek.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { CommandButtons } from './command-buttons.tsx'
import { FieldList } from './field-list.tsx'
import { useOpenRecord } from './open-record.tsx'
import { RecordFace } from './record-face.tsx'
import { Belonging } from './record-parts.tsx'
import { Timeline } from './timeline.tsx'

const PeekPanel = ({ object: name, id, close }: { readonly object: string; readonly id: string; close(): void }) => {
  const object = useModel().object(name)
  return object ? <Peek object={object} id={id} close={close} /> : null
}

const Head = ({ object, id, close }: { readonly object: MetaObject; readonly id: string; close(): void }) => {
  const w = useWords()
  const text = useText()
  const navigate = useNavigate()
  return (
    <div className="lk-peek-head">
      <span className="lk-label lk-grow">{text(object.label)}</span>
      <button
        type="button"
        className="lk-icon-button small"
        title={w('page.open')}
        aria-label={w('page.open')}
        onClick={() => void navigate({ to: recordPath(object.name, id) })}
      >
        <Icon name="external" size={15} />
      </button>
      <button
        type="button"
        className="lk-icon-button small"
        title={w('common.close')}
        aria-label={w('common.close')}
        onClick={close}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  )
}

type Opened = ReturnType<typeof useOpenRecord>

/** The record itself: its face, what we know, what happened, what belongs to it. */
const Shown = ({
  object,
  row,
  of: { actions, save, title },
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly of: Opened
}) => {
  const w = useWords()
  const { id } = row
  return (
    <>
      <div className="lk-peek-title">
        <RecordFace object={object} row={row} />
        <div className="lk-row" style={{ marginTop: 12, flexWrap: 'wrap' }}>
          <CommandButtons object={object} row={row} more={actions} />
        </div>
      </div>
      <PanelSlot slot={`${object.name}:composer`} object={object.name} id={id} />
      <PanelSlot slot={`${object.name}:peek`} object={object.name} id={id} />
      <Tabs
        className="lk-peek-tabs"
        items={[
          {
            key: 'details',
            label: w('page.details'),
            children: <FieldList object={object} row={row} save={save} brief />,
          },
          {
            key: 'timeline',
            label: w('page.timeline'),
            children: <Timeline object={object} id={id} kind={object.person === 'id' ? 'timeline' : 'history'} />,
          },
          {
            key: 'related',
            label: w('page.related'),
            children: <Belonging object={object} id={id} title={title} />,
          },
        ]}
      />
    </>
  )
}

/** A record beside the list: who, what we know, what happened; every field editable in place. */
const Peek = ({ object, id, close }: { readonly object: MetaObject; readonly id: string; close(): void }) => {
  const opened = useOpenRecord(object, id, close)
  const { row, error, again, title, dialogs } = opened
  return (
    <aside className="lk-peek" aria-label={title}>
      <Head object={object} id={id} close={close} />
      {error ? (
        <Failure error={error} retry={again} />
      ) : !row ? (
        <Skeleton rows={8} />
      ) : (
        <Shown object={object} row={row} of={opened} />
      )}
      {dialogs}
    </aside>
  )
}
export default PeekPanel
