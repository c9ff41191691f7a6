import { label } from '@lianke/kernel'
import { Button, Select } from 'antd'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { ImportRun } from './import-run.ts'
import { ColumnChoices } from './column-choices.tsx'
import { left, type Matching } from './use-mapping.ts'

const samplesShown = 3

/** One column of the file: its name, values from it, and what it becomes. */
const ColumnRow = ({
  column,
  matching,
  disabled,
}: {
  readonly column: ImportRun['columns'][number]
  readonly matching: Matching
  readonly disabled: boolean
}) => {
  const text = useText()
  const { index, name, samples } = column
  const chosen = matching.fieldOf(index)
  const refer = chosen ? matching.ways(chosen.field) : null
  return (
    <tr className={chosen ? '' : 'left'}>
      <td>
        <b>{name || text(label('第 {n} 列', 'Column {n}'), { n: index + 1 })}</b>
      </td>
      <td className="lk-muted lk-mapping-samples">{samples.filter(Boolean).slice(0, samplesShown).join('、') || '–'}</td>
      <td>
        <span className="lk-row lk-mapping-choices">
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            disabled={disabled}
            style={{ width: 180 }}
            value={chosen?.field ?? left}
            aria-label={text(label('{name} 导入为', '{name} becomes'), { name })}
            options={[...matching.offered(chosen?.field)]}
            onChange={(field) => matching.set(index, field)}
          />
          {chosen && refer ? (
            <Select
              size="small"
              disabled={disabled}
              popupMatchSelectWidth={false}
              value={chosen.by ?? ''}
              options={[...refer]}
              onChange={(value) => matching.change(chosen, { by: value || undefined })}
            />
          ) : null}
          {chosen ? <ColumnChoices column={column} chosen={chosen} matching={matching} disabled={disabled} /> : null}
          {matching.alsoOf(index).map(({ field }) => (
            <Button
              key={field}
              size="small"
              disabled={disabled}
              icon={<Icon name="close" size={12} />}
              aria-label={text(label('不再用作{field}', 'No longer {field}'), { field: matching.saidOf(field) })}
              onClick={() => matching.drop(index, field)}
            >
              {text(label('也作为{field}', 'also {field}'), { field: matching.saidOf(field) })}
            </Button>
          ))}
        </span>
      </td>
    </tr>
  )
}

/** The columns of the file, each with what it becomes. */
export const MappingRows = ({
  run,
  matching,
  disabled,
}: {
  readonly run: ImportRun
  readonly matching: Matching
  readonly disabled: boolean
}) => {
  const text = useText()
  return (
    <div className="lk-scroll-x">
      <table className="lk-table-plain lk-mapping">
        <thead>
          <tr>
            <th>{text(label('文件里的列', 'Column in the file'))}</th>
            <th>{text(label('内容', 'Values'))}</th>
            <th>{text(label('导入为', 'Becomes'))}</th>
          </tr>
        </thead>
        <tbody>
          {run.columns.map((column) => (
            <ColumnRow key={column.index} column={column} matching={matching} disabled={disabled} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
