import './page.css'
import { useNavigate } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useState } from 'react'
import type { MetaObject } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRecord } from '../../base/client/records.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { recordPath } from '../../base/client/peek.ts'
import { CommandButtons } from './command-buttons.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { FieldList } from './field-list.tsx'
import { RecordFace, useTitle } from './record-face.tsx'
import { Related } from './related.tsx'
import { hasTeam, TeamPanel } from './team-panel.tsx'
import { Timeline } from './timeline.tsx'
import { useFieldSave } from './use-field-save.tsx'
import { useRecordActions } from './record-actions.ts'
import { WhyDialog } from './why-dialog.tsx'

const PeekPanel = ({ object: name, id, close }: { readonly object: string; readonly id: string; close(): void }) => {
  const object = useModel().object(name)
  return object ? <Peek object={object} id={id} close={close} /> : null
}

/** A record beside the list: who, what we know, what happened; every field editable in place. */
const Peek = ({ object, id, close }: { readonly object: MetaObject; readonly id: string; close(): void }) => {
  const w = useWords()
  const text = useText()
  const navigate = useNavigate()
  const { data: row, error, refetch } = useRecord(object.name, id)
  const { set, conflict, closeConflict } = useFieldSave(object, row)
  const [why, setWhy] = useState(false)
  const title = useTitle(object, row)
  const actions = useRecordActions(object, row, () => setWhy(true), close)
  return (
    <aside className="lk-peek" aria-label={title}>
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
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !row ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <div className="lk-peek-title">
            <RecordFace object={object} row={row} />
            <div className="lk-row" style={{ marginTop: 12, flexWrap: 'wrap' }}>
              <CommandButtons object={object} row={row} more={actions} />
            </div>
          </div>
          <PanelSlot slot={`${object.name}:composer`} object={object.name} id={id} />
          <Tabs
            className="lk-peek-tabs"
            items={[
              {
                key: 'details',
                label: w('page.details'),
                children: <FieldList object={object} row={row} save={(values) => void set(values)} brief />,
              },
              {
                key: 'timeline',
                label: w('page.timeline'),
                children: <Timeline object={object} id={id} kind={object.person === 'id' ? 'timeline' : 'history'} />,
              },
              {
                key: 'related',
                label: w('page.related'),
                children: (
                  <>
                    {hasTeam(object) ? <TeamPanel object={object} id={id} /> : null}
                    <Related object={object} id={id} title={title} />
                  </>
                ),
              },
            ]}
          />
        </>
      )}
      {conflict ? (
        <ConflictDialog
          object={object}
          conflict={conflict}
          close={closeConflict}
          apply={(values, theirs) => void set(values, theirs.version)}
        />
      ) : null}
      {why ? <WhyDialog object={object.name} id={id} close={() => setWhy(false)} /> : null}
    </aside>
  )
}
export default PeekPanel
