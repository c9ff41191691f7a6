import { label, type MetaField, traitsOf } from '@lianke/kernel'
import { Icon, useModel, useText } from '@lianke/ui'
import { Dropdown, type MenuProps } from 'antd'
import { type DragEvent, type ReactNode, useState } from 'react'
import {
  buckets,
  changed,
  type Group,
  type Measure,
  measureKey,
  type Place,
  type Question,
  useOf,
  withField,
  withoutGroup,
  withoutMeasure,
} from './report-question.ts'
import { useReportWords } from './use-report-words.ts'

/** What a dragged field carries. */
export const dragType = 'text/lianke-field'

const Chip = ({
  said,
  menu,
  onRemove,
  path,
}: {
  readonly said: string
  readonly menu: MenuProps
  readonly path?: string | undefined
  onRemove(): void
}) => {
  const text = useText()
  return (
    <span
      className="lk-well-chip"
      draggable={path !== undefined}
      onDragStart={(event) => event.dataTransfer.setData(dragType, path ?? '')}
    >
      <Dropdown menu={menu} trigger={['click']}>
        <button type="button" className="lk-plain lk-ellipsis">
          {said}
          <Icon name="chevron-down" size={12} />
        </button>
      </Dropdown>
      <button type="button" className="lk-filter-x" aria-label={`${text(label('移除', 'Remove'))} ${said}`} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
    </span>
  )
}
const Well = ({
  name,
  hint,
  empty,
  onDrop,
  children,
}: {
  readonly name: string
  readonly hint: string
  readonly empty: boolean
  readonly children: ReactNode
  onDrop(path: string): void
}) => {
  const [over, setOver] = useState(false)
  const takes = (event: DragEvent) => event.dataTransfer.types.includes(dragType)
  return (
    <section
      className={`lk-well${over ? ' over' : ''}`}
      aria-label={name}
      onDragOver={(event) => {
        if (takes(event)) {
          event.preventDefault()
          setOver(true)
        }
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onDrop(event.dataTransfer.getData(dragType))
      }}
    >
      <span className="lk-well-name">{name}</span>
      {children}
      {empty ? <span className="lk-well-hint">{hint}</span> : null}
    </section>
  )
}

/** Rows, columns and values: where fields are dropped, changed and taken out again. */
export const Wells = ({
  object,
  question,
  onChange,
}: {
  readonly object: string
  readonly question: Question
  onChange(next: Question): void
}) => {
  const text = useText()
  const model = useModel()
  const words = useReportWords(object)
  const drop = (place: Place | 'value') => (path: string) => {
    const field = path ? model.fieldAt(object, path) : undefined
    if (field) onChange(withField(question, path, field, place))
  }
  const set = (index: number, group: Group) => onChange({ ...question, groups: changed(question.groups, index, group) })
  const groupMenu = (group: Group, index: number, field: MetaField | undefined): MenuProps => ({
    selectedKeys: group.bucket ? [group.bucket] : [],
    items: [
      ...(field && useOf(field) === 'time'
        ? [
            ...buckets
              .filter((one) => one !== 'hour' || traitsOf(field).time === 'moment')
              .map((bucket) => ({ key: bucket, label: words.unit(bucket), onClick: () => set(index, { ...group, bucket }) })),
            { type: 'divider' as const },
          ]
        : []),
      group.place === 'column'
        ? {
            key: 'move',
            label: text(label('移到行', 'Move to rows')),
            onClick: () => set(index, { field: group.field, ...(group.bucket ? { bucket: group.bucket } : {}) }),
          }
        : {
            key: 'move',
            label: text(label('移到列', 'Move to columns')),
            onClick: () => set(index, { ...group, place: 'column' }),
          },
    ],
  })
  const measureMenu = (measure: Measure, index: number): MenuProps => {
    const field = measure.field === undefined ? undefined : model.fieldAt(object, measure.field)
    const use = field ? useOf(field) : 'none'
    const fits: readonly Measure['fn'][] =
      use === 'measure'
        ? ['sum', 'avg', 'min', 'max', 'count_distinct']
        : use === 'time'
          ? ['min', 'max', 'count_distinct']
          : ['count_distinct']
    const free = (one: Measure) => !question.measures.some((other, at) => at !== index && measureKey(other) === measureKey(one))
    return {
      selectedKeys: [measure.fn],
      items: (field ? fits : []).map((fn) => ({
        key: fn,
        label: words.fn(fn),
        disabled: !free({ ...measure, fn }),
        onClick: () => onChange({ ...question, measures: changed(question.measures, index, { ...measure, fn }) }),
      })),
    }
  }
  const groups = (place: Place) =>
    question.groups.map((group, index) =>
      (group.place ?? 'row') === place ? (
        <Chip
          key={group.field}
          path={group.field}
          said={words.group(group)}
          menu={groupMenu(group, index, model.fieldAt(object, group.field))}
          onRemove={() => onChange(withoutGroup(question, index))}
        />
      ) : null,
    )
  const has = (place: Place) => question.groups.some((group) => (group.place ?? 'row') === place)
  return (
    <div className="lk-wells">
      <Well
        name={text(label('行', 'Rows'))}
        hint={text(label('拖入或点选字段', 'Drop or click a field'))}
        empty={!has('row')}
        onDrop={drop('row')}
      >
        {groups('row')}
      </Well>
      <Well
        name={text(label('列', 'Columns'))}
        hint={text(label('再分一次', 'Divide once more'))}
        empty={!has('column')}
        onDrop={drop('column')}
      >
        {groups('column')}
      </Well>
      <Well name={text(label('值', 'Values'))} hint="" empty={false} onDrop={drop('value')}>
        {question.measures.map((measure, index) => (
          <Chip
            key={measureKey(measure)}
            path={measure.field}
            said={words.measure(measure)}
            menu={measureMenu(measure, index)}
            onRemove={() => onChange(withoutMeasure(question, index))}
          />
        ))}
      </Well>
    </div>
  )
}
