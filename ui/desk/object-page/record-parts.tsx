import type { MetaObject, Row } from '@lianke/kernel'
import { Tabs } from 'antd'
import { useWords } from '../../base/i18n/i18n.ts'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { FieldList } from './field-list.tsx'
import { Related } from './related.tsx'
import { hasTeam, TeamPanel } from './team-panel.tsx'
import { Timeline } from './timeline.tsx'

interface Of {
  readonly object: MetaObject
  readonly id: string
}

/** What is known of the record. */
export const Identity = ({
  object,
  id,
  row,
  save,
}: Of & { readonly row: Row; save(values: Readonly<Record<string, unknown>>): void }) => (
  <>
    <PanelSlot slot={`${object.name}:card`} object={object.name} id={id} />
    <FieldList object={object} row={row} save={save} brief />
    <PanelSlot slot={`${object.name}:known`} object={object.name} id={id} />
  </>
)

/** What happened with it, and what was done to it. */
export const Happened = ({ object, id }: Of) => {
  const w = useWords()
  const history = { key: 'history', label: w('page.history'), children: <Timeline object={object} id={id} kind="history" /> }
  const timeline = { key: 'timeline', label: w('page.timeline'), children: <Timeline object={object} id={id} kind="timeline" /> }
  return (
    <>
      <PanelSlot slot={`${object.name}:main`} object={object.name} id={id} />
      <PanelSlot slot={`${object.name}:composer`} object={object.name} id={id} />
      <Tabs items={object.person === 'id' ? [timeline, history] : [history]} />
    </>
  )
}

/** What belongs to it. */
export const Belonging = ({ object, id, title }: Of & { readonly title: string }) => (
  <>
    {hasTeam(object) ? <TeamPanel object={object} id={id} /> : null}
    <Related object={object} id={id} title={title} />
  </>
)
