import './page.css'
import type { MetaObject, Row } from '@lianke/kernel'
import { Link, useNavigate } from '@tanstack/react-router'
import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { listPath, recordPath } from '../../base/client/peek.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { Skeleton } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { usePanels } from '../../base/registry/registry.tsx'
import { Icon } from '../../base/icons/icon.tsx'
import { neighboursOf } from '../object-table/neighbours.ts'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { CommandButtons } from './command-buttons.tsx'
import type { useOpenRecord } from './open-record.tsx'
import { Opened } from './opened.tsx'
import { RecordFace } from './record-face.tsx'
import { Belonging, Happened, Identity } from './record-parts.tsx'

/** The way to the records before and after it in the list it was opened from. */
const Steps = ({ object, id }: { readonly object: MetaObject; readonly id: string }) => {
  const w = useWords()
  const navigate = useNavigate()
  const { previous, next } = neighboursOf(object.name, id)
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
  return previous || next ? (
    <>
      {step(previous, 'chevron-up', w('page.prev'))}
      {step(next, 'chevron-down', w('page.next'))}
    </>
  ) : null
}

const Head = ({
  object,
  row,
  more,
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly more: ReturnType<typeof useOpenRecord>['actions']
}) => {
  const text = useText()
  return (
    <header className="lk-record-head">
      <Link to={listPath(object.name)} className="lk-row lk-muted" style={{ gap: 4 }}>
        <Icon name="arrow-left" size={14} />
        {text(object.plural ?? object.label)}
      </Link>
      <span className="lk-grow" />
      <Steps object={object} id={row.id} />
      <CommandButtons object={object} row={row} more={more} />
    </header>
  )
}

interface BodyParts extends Readonly<Record<'face' | 'identity' | 'middle' | 'side', ReactNode>> {
  /** People talk about it, or with it: what happened is what one comes for. */
  readonly talked: boolean
}
/** Three columns; two where nothing but changes happens to it, what is known being what one comes for; three tabs on a narrow screen. */
const Body = ({ face, identity, middle, side, talked }: BodyParts) => {
  const w = useWords()
  const narrow = useNarrow()
  if (narrow)
    return (
      <div className="lk-record-narrow">
        {face}
        <Tabs
          items={[
            { key: 'details', label: w('page.details'), children: identity },
            { key: 'main', label: w('page.timeline'), children: middle },
            { key: 'related', label: w('page.related'), children: side },
          ]}
        />
      </div>
    )
  if (!talked)
    return (
      <div className="lk-record-body known">
        <div className="lk-record-main">
          {face}
          {identity}
          {middle}
        </div>
        <div className="lk-record-side">{side}</div>
      </div>
    )
  return (
    <div className="lk-record-body">
      <div className="lk-record-card">
        <div style={{ padding: '20px 20px 12px' }}>{face}</div>
        {identity}
      </div>
      <div className="lk-record-main">{middle}</div>
      <div className="lk-record-side">{side}</div>
    </div>
  )
}

/** The page of any record: who or what it is, what happened with it, and what belongs to it on the right. */
const RecordPage = ({ object, id }: { readonly object: MetaObject; readonly id: string }) => {
  const talked = usePanels(`${object.name}:composer`).length > 0 || object.person === 'id'
  return (
    <Opened object={object} id={id} waiting={<Skeleton rows={10} />}>
      {(row, { title, actions, save, dialogs }) => (
        <article className="lk-record" aria-label={title}>
          <Head object={object} row={row} more={actions} />
          <Body
            talked={talked}
            face={<RecordFace object={object} row={row} />}
            identity={<Identity object={object} id={id} row={row} save={save} />}
            middle={<Happened object={object} id={id} />}
            side={
              <>
                <PanelSlot slot={`${object.name}:side`} object={object.name} id={id} />
                <Belonging object={object} id={id} title={title} />
              </>
            }
          />
          {dialogs}
        </article>
      )}
    </Opened>
  )
}
export default RecordPage
