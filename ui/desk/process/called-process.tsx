import { filterIn, label, targetOf, textIn } from '@lianke/kernel'
import { Checkbox, Select } from 'antd'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { useRows } from '../../base/client/records.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { FilterBar } from '../filter-builder/filter-bar.tsx'
import { Labelled } from './labelled.tsx'
import { useKind } from './process-kind.ts'
import type { StepEditorProps } from './step-editor.ts'
import { useBench } from './use-workbench.ts'

const shownMax = 200

/** Published processes of any kind that run on an object. */
const useCallable = (object: string) => {
  const { processes } = useModel()
  const { row } = useBench()
  const own = processes.filter(({ subject }) => subject === object)[0]
  const any = processes.filter(({ subject }) => subject === 'any')[0]
  const live = { field: 'status', op: 'in' as const, value: ['running', 'paused', 'stopped'] }
  const of = { field: 'subject_object', op: 'eq' as const, value: object }
  const asked = { limit: shownMax, fields: ['name'], sort: ['name'] }
  const owns = useRows(own?.object ?? '', { ...asked, filter: live }, { enabled: Boolean(own && object) })
  const others = useRows(any?.object ?? '', { ...asked, filter: { and: [live, of] } }, { enabled: Boolean(any && object) })
  return [...(own ? (owns.data?.data ?? []) : []), ...(any ? (others.data?.data ?? []) : [])].filter(({ id }) => id !== row.id)
}

/** Which process is called. */
const ProcessSelect = ({ object, config, disabled, onChange }: StepEditorProps & { readonly object: string }) => {
  const text = useText()
  const found = useCallable(object)
  return (
    <Labelled said={text(label('流程', 'Process'))} required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        disabled={disabled || !object}
        value={textIn(config.process)}
        aria-label={text(label('流程', 'Process'))}
        placeholder={
          found.length === 0
            ? text(label('没有已发布的流程', 'No process is published for these records'))
            : text(label('选择流程', 'Choose a process'))
        }
        options={found.map(({ id, name }) => ({ value: id, label: String(name) }))}
        onChange={(process: string) => onChange({ ...config, process })}
      />
    </Labelled>
  )
}

const Waits = ({ said, config, disabled, onChange }: StepEditorProps & { readonly said: string }) => (
  <Checkbox
    disabled={disabled}
    checked={config.wait !== false}
    onChange={(event) => onChange({ ...config, wait: event.target.checked })}
  >
    {said}
  </Checkbox>
)

/** A process that is called, on the record or on one that it points to. */
export const CalledProcess = (given: StepEditorProps) => {
  const text = useText()
  const model = useModel()
  const { subject } = useKind()
  const { config, disabled, onChange } = given
  const meta = model.object(subject)
  const links = Object.entries(meta ? fieldsOf(meta) : {}).filter(([, field]) => targetOf(field) && !field.options.hidden)
  const via = textIn(config.via) || ''
  const link = links.find(([name]) => name === via)?.[1]
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
      <ProcessSelect {...given} object={link ? (targetOf(link) ?? '') : subject} />
      <Waits {...given} said={text(label('等它结束', 'Wait until it has ended'))} />
    </>
  )
}

/** Which records, as objects with the field that leads to the one that walks. */
const useSources = () => {
  const { objects } = useModel()
  const { subject } = useKind()
  return objects.flatMap((object) =>
    Object.entries(fieldsOf(object))
      .filter(([, field]) => targetOf(field) === subject && !field.options.hidden)
      .map(([via, field]) => ({ object: object.name, via, said: object.plural ?? object.label, by: field.label })),
  )
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
          options={sources.map((one) => ({
            value: `${one.object} ${one.via}`,
            label: text(label('{what}（{by}是这条记录）', '{what} whose {by} is this record'), {
              what: text(one.said),
              by: text(one.by),
            }),
          }))}
          onChange={(chosen: string) => {
            const [next = '', by = ''] = chosen.split(' ')
            onChange({ ...config, object: next, via: by, filter: null, process: null })
          }}
        />
      </Labelled>
      {object ? (
        <Labelled said={text(label('条件', 'Condition'))} help={text(label('最多 1000 条', 'At most 1000 records'))}>
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
