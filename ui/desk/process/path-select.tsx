import { label, type MetaField, targetOf, traitsOf } from '@lianke/kernel'
import { Select } from 'antd'
import { fieldsOf, type MetaIndex, useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { sayPath } from '../filter-builder/filter-sentence.ts'
import { useSpeaker } from '../filter-builder/speaker.ts'
import { useKind } from './process-kind.ts'

/** Fields of an object by their names, those left out that nobody sees or that can be read of no record. */
const shownFields = (model: MetaIndex, object: string): [string, MetaField][] => {
  const meta = model.object(object)
  return Object.entries(meta ? fieldsOf(meta) : {}).filter(([, field]) => !field.options.hidden && field.operators.length > 0)
}

/** Paths that a value may be read from: fields of the record, and those of the records that it points to. */
const pathsOf = (model: MetaIndex, subject: string): string[] => {
  const own = shownFields(model, subject)
  const beyond = own.flatMap(([name, field]) => {
    const target = traitsOf(field).many ? null : targetOf(field)
    return target ? shownFields(model, target).map(([deeper]) => `${name}.${deeper}`) : []
  })
  return [...own.map(([name]) => name), ...beyond]
}

/** Which field a value is read from, said in words. */
export const PathSelect = ({
  value,
  disabled,
  onChange,
}: {
  readonly value: string
  readonly disabled: boolean
  onChange(path: string): void
}) => {
  const text = useText()
  const model = useModel()
  const speaker = useSpeaker()
  const { subject } = useKind()
  const paths = pathsOf(model, subject)
  const shown = ['id', ...paths, ...(value && value !== 'id' && !paths.includes(value) ? [value] : [])]
  const said = (path: string) => (path === 'id' ? text(label('记录编号', 'Record id')) : sayPath(speaker, subject, path))
  return (
    <Select
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      disabled={disabled}
      value={value || null}
      placeholder={text(label('选择字段', 'Choose a field'))}
      aria-label={text(label('取哪个字段', 'Which field is read'))}
      options={shown.map((path) => ({ value: path, label: said(path) }))}
      onChange={onChange}
    />
  )
}
