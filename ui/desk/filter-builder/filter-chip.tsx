import type { Filter } from '@lianke/kernel'
import { Popover } from 'antd'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { type Sentence, sayCondition } from './filter-sentence.ts'
import { finished } from './filter-tree.ts'
import { useSpeaker } from './speaker.ts'

const titlesMax = 3

const Titles = ({ object, ids }: NonNullable<Sentence['records']>) => (
  <span className="value">
    {ids.slice(0, titlesMax).map((id, at) => (
      <span key={id}>
        {at > 0 ? '、' : ''}
        <RecordTitle object={object} id={id} />
      </span>
    ))}
    {ids.length > titlesMax ? ` +${ids.length - titlesMax}` : ''}
  </span>
)

const Said = ({ subject, operator, value, records }: Sentence) => (
  <button type="button" className="lk-plain">
    {subject ? <span className="subject">{subject}</span> : null}
    {operator ? <span className="operator">{operator}</span> : null}
    {records ? <Titles {...records} /> : value ? <span className="value">{value}</span> : null}
  </button>
)

/** One condition as a sentence; a click opens it. */
export const FilterChip = ({
  object,
  filter,
  open,
  setOpen,
  change,
  remove,
}: {
  readonly object: string
  readonly filter: Filter
  readonly open: boolean
  setOpen(open: boolean): void
  change(filter: Filter): void
  remove(): void
}) => {
  const w = useWords()
  const speaker = useSpeaker()
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      content={<ConditionEditor object={object} filter={filter} onChange={change} />}
    >
      <span className={`lk-filter-chip${open ? ' open' : ''}${finished(filter) ? '' : ' half'}`}>
        <Said {...sayCondition(speaker, object, filter)} />
        <button
          type="button"
          className="lk-filter-x"
          aria-label={w('filter.remove')}
          onClick={(event) => {
            event.stopPropagation()
            remove()
          }}
        >
          <Icon name="close" size={12} />
        </button>
      </span>
    </Popover>
  )
}
