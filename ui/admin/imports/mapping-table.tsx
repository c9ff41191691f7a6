import { label, type MetaObject, targetOf, traitsOf } from '@lianke/kernel'
import { Select, Switch } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useMay } from '../../base/client/session.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type ImportRun, isByLine, keysOf, type Mapping, missingOf, targetsOf } from './import-run.ts'

const left = ''
const migration = label('迁移：保留原有状态', 'Migration: keep the states they had')
const samplesShown = 3

/** Which column becomes which field, with real values beside it; and by what a row finds its record. */
export const MappingTable = ({
  object,
  run,
  mapping,
  disabled,
  onChange,
}: {
  readonly object: MetaObject
  readonly run: ImportRun
  readonly mapping: Mapping
  readonly disabled: boolean
  onChange(mapping: Mapping): void
}) => {
  const text = useText()
  const model = useModel()
  const mayMigrate = useMay()('records.migrate')
  const targets = targetsOf(object, model.object, mapping.migrating ?? false)
  // A column may have been matched to what only a migration brings.
  const labels = new Map(targetsOf(object, model.object, true).map(([name, field]) => [name, text(field.label)]))
  const saidOf = (name: string): string =>
    labels.get(name) ?? (name === 'source_id' ? text(label('来源编号', 'Id in the source system')) : name)
  const fieldOf = (column: number) => mapping.columns.find((one) => one.column === column)
  const set = (column: number, field: string) => {
    const rest = mapping.columns.filter((one) => one.column !== column && one.field !== field)
    const columns = field === left ? rest : [...rest, { column, field }].sort((a, b) => a.column - b.column)
    const { key = [], ...others } = mapping
    onChange({ ...others, columns, key: key.filter((name) => columns.some((one) => one.field === name)) })
  }
  const by = (column: number, value: string) =>
    onChange({
      ...mapping,
      columns: mapping.columns.map((one) => {
        if (one.column !== column) return one
        const { by: _old, ...rest } = one
        return value ? { ...rest, by: value } : rest
      }),
    })
  /** How the text of a column names the record it refers to. */
  const ways = (field: string) => {
    const meta = object.fields[field] ?? targets.find(([name]) => name === field)?.[1]
    const target = meta && !traitsOf(meta).many ? model.object(targetOf(meta) ?? '') : undefined
    if (!target) return null
    const unique = Object.entries(target.fields).filter(
      ([name, one]) => name === target.title || one.options.unique || traitsOf(one).reaches !== undefined,
    )
    return [
      { value: '', label: text(label('按名称', 'by name')) },
      ...unique
        .filter(([name]) => name !== target.title)
        .map(([name, one]) => ({ value: name, label: text(label('按{field}', 'by {field}'), { field: text(one.label) }) })),
      { value: 'source', label: text(label('按来源编号', 'by source id')) },
    ]
  }
  const missing = missingOf(object, mapping, model.object)
  const byLine = isByLine(object, mapping)
  const keyless = byLine && (mapping.key ?? []).length === 0
  const options = [
    { value: left, label: text(label('不导入', 'Leave out')) },
    ...targets.map(([name, field]) => ({ value: name, label: text(field.label) })),
    { value: 'source_id', label: text(label('来源编号', 'Id in the source system')) },
  ]
  return (
    <>
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
            {run.columns.map(({ index, name, samples }) => {
              const chosen = fieldOf(index)
              const refer = chosen ? ways(chosen.field) : null
              return (
                <tr key={index} className={chosen ? '' : 'left'}>
                  <td>
                    <b>{name || text(label('第 {n} 列', 'Column {n}'), { n: index + 1 })}</b>
                  </td>
                  <td className="lk-muted lk-mapping-samples">
                    {samples.filter(Boolean).slice(0, samplesShown).join('、') || '–'}
                  </td>
                  <td>
                    <span className="lk-row">
                      <Select
                        showSearch={{ optionFilterProp: 'label' }}
                        disabled={disabled}
                        style={{ width: 180 }}
                        value={chosen?.field ?? left}
                        aria-label={text(label('{name} 导入为', '{name} becomes'), { name })}
                        options={
                          chosen && !options.some(({ value }) => value === chosen.field)
                            ? [...options, { value: chosen.field, label: saidOf(chosen.field) }]
                            : options
                        }
                        onChange={(field) => set(index, field)}
                      />
                      {refer ? (
                        <Select
                          size="small"
                          disabled={disabled}
                          popupMatchSelectWidth={false}
                          value={chosen?.by ?? ''}
                          options={refer}
                          onChange={(value) => by(index, value)}
                        />
                      ) : null}
                    </span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {missing.length > 0 ? (
        <p role="alert" className="lk-import-failure">
          <Icon name="warning" size={15} />
          {text(label('必填而没有对应的列：{fields}', 'Required, but no column for: {fields}'), {
            fields: missing.map(saidOf).join('、'),
          })}
        </p>
      ) : null}
      <div className="lk-row" style={{ marginTop: 16, flexWrap: 'wrap' }}>
        <span>{text(label('遇到已有的记录，按', 'When a record exists already, find it by'))}</span>
        <Select
          mode="multiple"
          allowClear
          disabled={disabled}
          style={{ minWidth: 220 }}
          value={[...(mapping.key ?? [])]}
          aria-label={text(label('查找依据', 'Key'))}
          placeholder={text(label('不查找，每行都新建', 'do not look; every row is new'))}
          options={keysOf(object, mapping).map((name) => ({ value: name, label: saidOf(name) }))}
          onChange={(key) => onChange({ ...mapping, key })}
        />
        <span className="lk-muted">{text(label('找到则更新，找不到则新建', 'found: changed; not found: created'))}</span>
      </div>
      {byLine ? (
        <p className="lk-label">
          {text(
            label(
              '一行是一条明细：查找依据相同（或留空）的行合成一张单据。',
              'A row is a line: rows with the same key (or none) make one record.',
            ),
          )}
        </p>
      ) : null}
      {keyless ? (
        <p role="alert" className="lk-import-failure">
          <Icon name="warning" size={15} />
          {text(label('请选择按什么识别同一张单据', 'Say by what the rows of one record are known'))}
        </p>
      ) : null}
      {mayMigrate ? (
        <div className="lk-row" style={{ marginTop: 12 }}>
          <Switch
            size="small"
            aria-label={text(migration)}
            disabled={disabled}
            checked={mapping.migrating ?? false}
            onChange={(migrating) => onChange({ ...mapping, migrating })}
          />
          <span>{text(migration)}</span>
          <span className="lk-muted">
            {text(
              label(
                '记录照原样导入，包括平时只由操作改变的状态',
                'Records come as they were, with states that only acts change otherwise',
              ),
            )}
          </span>
        </div>
      ) : null}
    </>
  )
}
