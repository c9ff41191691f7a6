import './page.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useEffect, useState } from 'react'
import type { MetaObject } from '@lianke/kernel'
import { useRecord } from '../../base/client/records.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { neighboursOf } from '../object-table/neighbours.ts'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { listPath, recordPath } from '../../base/client/peek.ts'
import { rememberRecord } from '../shell/recent.ts'
import { useNarrow } from '../../base/client/viewport.ts'
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

/** The page of any record: identity left, what happened in the middle, what belongs to it on the right. */
const RecordPage = ({ object, id }: { readonly object: MetaObject; readonly id: string }) => {
  const w = useWords()
  const text = useText()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const { data: row, error, refetch } = useRecord(object.name, id)
  const { set, conflict, closeConflict } = useFieldSave(object, row)
  const [why, setWhy] = useState(false)
  const title = useTitle(object, row)
  const actions = useRecordActions(object, row, () => setWhy(true))
  const { previous, next } = neighboursOf(object.name, id)
  const loaded = Boolean(row)
  useEffect(() => {
    if (loaded) rememberRecord({ object: object.name, id, title })
  }, [loaded, object.name, id, title])
  if (error)
    return (
      <div className="lk-grow" style={{ display: 'grid', placeItems: 'center' }}>
        <Failure error={error} retry={() => void refetch()} />
      </div>
    )
  if (!row) return <Skeleton rows={10} />
  const person = object.person === 'id'
  const step = (to: string | null, icon: string, label: string) => (
    <button
      type="button"
      className="lk-icon-button small"
      disabled={!to}
      title={label}
      aria-label={label}
      onClick={() => to && void navigate({ to: recordPath(object.name, to) })}
    >
      <Icon name={icon} size={15} />
    </button>
  )
  const identity = (
    <>
      <PanelSlot slot={`${object.name}:card`} object={object.name} id={id} />
      <FieldList object={object} row={row} save={(values) => void set(values)} brief />
      <PanelSlot slot={`${object.name}:known`} object={object.name} id={id} />
    </>
  )
  const middle = (
    <>
      <PanelSlot slot={`${object.name}:main`} object={object.name} id={id} />
      <PanelSlot slot={`${object.name}:composer`} object={object.name} id={id} />
      {person ? (
        <Tabs
          items={[
            { key: 'timeline', label: w('page.timeline'), children: <Timeline object={object} id={id} kind="timeline" /> },
            { key: 'history', label: w('page.history'), children: <Timeline object={object} id={id} kind="history" /> },
          ]}
        />
      ) : (
        <Tabs
          items={[{ key: 'history', label: w('page.history'), children: <Timeline object={object} id={id} kind="history" /> }]}
        />
      )}
    </>
  )
  const side = (
    <>
      <PanelSlot slot={`${object.name}:side`} object={object.name} id={id} />
      {hasTeam(object) ? <TeamPanel object={object} id={id} /> : null}
      <Related object={object} id={id} title={title} />
    </>
  )
  return (
    <article className="lk-record" aria-label={title}>
      <header className="lk-record-head">
        <Link to={listPath(object.name)} className="lk-row lk-muted" style={{ gap: 4 }}>
          <Icon name="arrow-left" size={14} />
          {text(object.plural ?? object.label)}
        </Link>
        <span className="lk-grow" />
        {previous || next ? (
          <>
            {step(previous, 'chevron-up', w('page.prev'))}
            {step(next, 'chevron-down', w('page.next'))}
          </>
        ) : null}
        <CommandButtons object={object} row={row} more={actions} />
      </header>
      {narrow ? (
        <div className="lk-record-narrow">
          <RecordFace object={object} row={row} />
          <Tabs
            items={[
              { key: 'details', label: w('page.details'), children: identity },
              { key: 'main', label: w('page.timeline'), children: middle },
              { key: 'related', label: w('page.related'), children: side },
            ]}
          />
        </div>
      ) : (
        <div className="lk-record-body">
          <div className="lk-record-card">
            <div style={{ padding: '20px 20px 12px' }}>
              <RecordFace object={object} row={row} />
            </div>
            {identity}
          </div>
          <div className="lk-record-main">{middle}</div>
          <div className="lk-record-side">{side}</div>
        </div>
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
    </article>
  )
}
export default RecordPage
