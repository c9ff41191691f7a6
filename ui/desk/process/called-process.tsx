import { filterIn, label, targetOf, textIn } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Checkbox, Select } from 'antd'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { listPath, recordPath } from '../../base/client/peek.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { FilterBar } from '../filter-builder/filter-bar.tsx'
import { Labelled } from './labelled.tsx'
import { useKind } from './process-kind.ts'
import type { StepEditorProps } from './step-editor.ts'
import { useCallable, useCalledObject } from './use-callable.ts'
import { useSubjects } from './use-subjects.ts'

/** Where a process is made that could be called. */
const MakeOne = ({ object }: { readonly object: string }) => {
  const text = useText()
  const model = useModel()
  const kind =
    model.processes.find(({ subject }) => subject === object) ?? model.processes.find(({ subject }) => subject === 'any')
  if (!kind) return null
  return (
    <span className="lk-label">
      {text(label('这类记录还没有已发布的流程。', 'No process is published for these records yet.'))}{' '}
      <Link to={listPath(kind.object)} target="_blank">
        {text(label('去新建并发布', 'Make and publish one'))}
      </Link>
    </span>
  )
}

/** Which process is called. */
const ProcessSelect = ({ object, config, disabled, onChange }: StepEditorProps & { readonly object: string }) => {
  const text = useText()
  const { found, loading } = useCallable(object)
  const chosen = found.find(({ id }) => id === config.process)
  return (
    <Labelled said={text(label('流程', 'Process'))} required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        disabled={disabled || !object}
        loading={loading}
        value={textIn(config.process)}
        aria-label={text(label('流程', 'Process'))}
        placeholder={text(label('选择已发布的流程', 'Choose a published process'))}
        options={found.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(process: string) => onChange({ ...config, process })}
      />
      {chosen ? (
        <Link to={recordPath(chosen.kept, chosen.id)} target="_blank">
          {text(label('打开这个流程', 'Open this process'))}
        </Link>
      ) : null}
      {object && !loading && found.length === 0 ? <MakeOne object={object} /> : null}
    </Labelled>
  )
}

const Waits = ({ said, config, disabled, onChange }: StepEditorProps & { readonly said: string }) => {
  const text = useText()
  const waits = config.wait !== false
  return (
    <div className="lk-process-field">
      <Checkbox disabled={disabled} checked={waits} onChange={(event) => onChange({ ...config, wait: event.target.checked })}>
        {said}
      </Checkbox>
      <span className="lk-label">
        {text(
          waits
            ? label('走完才进入下一步，不论怎样结束', 'The next step follows when it has ended, however it ended')
            : label('立即进入下一步', 'The next step follows at once'),
        )}
      </span>
    </div>
  )
}

/** A process that is called, on the record or on one that it points to. */
export const CalledProcess = (given: StepEditorProps) => {
  const text = useText()
  const model = useModel()
  const { subject } = useKind()
  const { config, disabled, onChange } = given
  const meta = model.object(subject)
  const links = Object.entries(meta ? fieldsOf(meta) : {}).filter(([, field]) => targetOf(field) && !field.options.hidden)
  const via = textIn(config.via) || ''
  const object = useCalledObject({ step: 'flow.call_process', config })
  return (
    <>
      <Labelled said={text(label('对哪条记录', 'On which record'))}>
        <Select
          disabled={disabled}
          value={via}
          aria-label={text(label('对哪条记录', 'On which record'))}
          options={[
            { value: '', label: text(label('这条记录', 'This record')) },
            ...links.map(([value, field]) => ({ value, label: text(field.label) })),
          ]}
          onChange={(next: string) => onChange({ ...config, via: next || null, process: null })}
        />
      </Labelled>
      <ProcessSelect {...given} object={object} />
      <Waits {...given} said={text(label('等它结束', 'Wait until it has ended'))} />
    </>
  )
}

/** Which records a loop may go through: those that point to the one that walks, by which field, or all of an object. */
const useSources = () => {
  const text = useText()
  const model = useModel()
  const { subject } = useKind()
  const subjects = useSubjects()
  const linked = subjects.flatMap(({ value: object }) => {
    const meta = model.object(object)
    return Object.entries(meta ? fieldsOf(meta) : {})
      .filter(([, field]) => targetOf(field) === subject && !field.options.hidden)
      .map(([via, field]) => ({
        value: `${object} ${via}`,
        label: text(label('{what}（{by}是这条记录）', '{what} whose {by} is this record'), {
          what: text(meta?.plural ?? meta?.label),
          by: text(field.label),
        }),
      }))
  })
  const all = subjects.map(({ value: object, label: said }) => ({
    value: `${object} `,
    label: text(label('所有符合条件的{what}', 'All that fit: {what}'), { what: said }),
  }))
  return [
    { label: text(label('和这条记录相关的', 'Related to this record')), options: linked },
    { label: text(label('不论是否相关', 'Related or not')), options: all },
  ].filter(({ options }) => options.length > 0)
}

/** Many records, and the process that each is put through. */
export const ForEach = (given: StepEditorProps) => {
  const text = useText()
  const sources = useSources()
  const { config, disabled, onChange } = given
  const object = textIn(config.object) ?? ''
  const via = textIn(config.via) ?? ''
  return (
    <>
      <Labelled said={text(label('对哪些记录', 'Which records'))} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled}
          value={object ? `${object} ${via}` : null}
          aria-label={text(label('对哪些记录', 'Which records'))}
          options={sources}
          onChange={(chosen: string) => {
            const [next = '', by = ''] = chosen.split(' ')
            onChange({ ...config, object: next, via: by || null, filter: null, process: null })
          }}
        />
      </Labelled>
      {object ? (
        <Labelled
          said={text(label('条件', 'Condition'))}
          help={text(label('一次最多 1000 条，超过的话一条都不处理', 'At most 1000 records at a time; with more, none is begun'))}
        >
          <FilterBar
            object={object}
            value={filterIn(config.filter)}
            nested
            onChange={(filter) => onChange({ ...config, filter })}
          />
        </Labelled>
      ) : null}
      <ProcessSelect {...given} object={object} />
      <Waits {...given} said={text(label('等全部结束', 'Wait until all have ended'))} />
    </>
  )
}
