import { anySubject, label } from '@lianke/kernel'
import { Select } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { emptyGraph } from './process-graph.ts'
import { ofPeople, type ProcessScreen, type ProcessStart, useKind } from './process-kind.ts'
import { useBegin } from './use-begin.ts'
import { useSubjects } from './use-subjects.ts'

/** From nothing: first it is said whose records run. */
const BlankOverAny = ({ blank }: Pick<ProcessScreen, 'blank'>) => {
  const text = useText()
  const begin = useBegin()
  const { kind } = useKind()
  const subjects = useSubjects()
  const what = { what: text(kind.label).toLowerCase() }
  const [object, choose] = useState<string | null>(null)
  const asked = text(label('对哪种记录？', 'On which records?'))
  return (
    <div className="lk-process-start">
      <Icon name="plus" size={18} />
      <b>{text(label('空白{what}', 'Blank {what}'), what)}</b>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={object}
        placeholder={asked}
        aria-label={asked}
        options={[...subjects]}
        onChange={(subject_object: string) => {
          choose(subject_object)
          void begin(text(label('新{what}', 'New {what}'), what), {
            graph: blank?.graph((zh, en) => text(label(zh, en)), '') ?? emptyGraph,
            subject_object,
            trigger: blank?.trigger ?? { on: 'record', change: 'created', object: subject_object },
          })
        }}
      />
    </div>
  )
}

const Blank = () => {
  const text = useText()
  const begin = useBegin()
  const { kind, subject } = useKind()
  const what = { what: text(kind.label).toLowerCase() }
  const values = ofPeople(kind)
    ? { graph: emptyGraph, trigger: { on: 'event', event: '' }, reentry: { mode: 'once' } }
    : { graph: emptyGraph, trigger: { on: 'record', change: 'created', object: subject } }
  return (
    <button
      type="button"
      className="lk-process-start"
      onClick={() => void begin(text(label('新{what}', 'New {what}'), what), values)}
    >
      <Icon name="plus" size={18} />
      <b>{text(label('空白{what}', 'Blank {what}'), what)}</b>
      <span className="lk-label">{text(label('自己选触发和步骤', 'Choose trigger and steps yourself'))}</span>
    </button>
  )
}

/** A ready one. */
const Ready = ({ start }: { readonly start: ProcessStart }) => {
  const text = useText()
  const begin = useBegin()
  const model = useModel()
  const { kind } = useKind()
  // What a new one speaks by: the first channel that carries messages to people.
  const channel = model.channels.find(({ actions }) => actions.some(({ does }) => does === 'message'))?.name ?? ''
  const values = {
    graph: start.graph((zh, en) => text(label(zh, en)), channel),
    trigger: start.trigger,
    ...(kind.subject === anySubject ? { subject_object: start.subject_object } : {}),
    ...(start.condition ? { condition: start.condition } : {}),
    ...(ofPeople(kind) ? { reentry: { mode: 'once' } } : {}),
  }
  return (
    <button type="button" className="lk-process-start" onClick={() => void begin(text(start.name), values)}>
      <Icon name={start.icon} size={18} />
      <b>{text(start.name)}</b>
      <span className="lk-label">{text(start.help)}</span>
    </button>
  )
}

/** Where a new process begins: from a ready one or from nothing. */
export const NewProcess = ({ screen }: { readonly screen: ProcessScreen }) => {
  const text = useText()
  const model = useModel()
  const { kind } = useKind()
  const starts = screen.starts.filter(({ subject_object: object }) => !object || model.object(object))
  return (
    <div className="lk-page">
      <div className="lk-page-body" style={{ paddingTop: 48 }}>
        <h1 className="lk-title-2" style={{ textAlign: 'center' }}>
          {text(label('从哪里开始？', 'Where to begin?'))}
        </h1>
        <div className="lk-process-starts">
          {starts.map((start) => (
            <Ready key={start.icon} start={start} />
          ))}
          {kind.subject === anySubject ? <BlankOverAny blank={screen.blank} /> : <Blank />}
        </div>
      </div>
    </div>
  )
}
