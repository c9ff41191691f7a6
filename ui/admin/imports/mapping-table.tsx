import { label, type MetaObject } from '@lianke/kernel'
import { Select, Switch } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useMay } from '../../base/client/session.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { type ImportRun, type Mapping, missingOf } from './import-run.ts'
import { MappingKey, Obstacle } from './mapping-key.tsx'
import { MappingRows } from './mapping-rows.tsx'
import { SameInEveryRow } from './same-in-every-row.tsx'
import { type Matching, useMapping } from './use-mapping.ts'

const migration = label('迁移：保留原有状态', 'Migration: keep the states they had')

/** Whether records come as they were elsewhere, in any state. */
const Migrating = ({
  on,
  disabled,
  onChange,
}: {
  readonly on: boolean
  readonly disabled: boolean
  onChange(on: boolean): void
}) => {
  const text = useText()
  return (
    <div className="lk-row" style={{ marginTop: 12 }}>
      <Switch size="small" aria-label={text(migration)} disabled={disabled} checked={on} onChange={onChange} />
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
  )
}

/** A column that is something already may be this, too: who tells no name is called by his address. */
const TakenFrom = ({
  run,
  field,
  matching,
  disabled,
}: {
  readonly run: ImportRun
  readonly field: string
  readonly matching: Matching
  readonly disabled: boolean
}) => {
  const text = useText()
  const name = matching.saidOf(field)
  return (
    <Select
      size="small"
      disabled={disabled}
      popupMatchSelectWidth={false}
      style={{ minWidth: 150 }}
      aria-label={text(label('{field}取自', '{field} is taken from'), { field: name })}
      placeholder={text(label('{field}取自…', '{field} is taken from …'), { field: name })}
      value={null}
      options={run.columns.map(({ index, name: column }) => ({ value: index, label: column }))}
      onChange={(column: number | null) => (column === null ? undefined : matching.add(column, field))}
    />
  )
}

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
  const matching = useMapping(object, { run: run.id, mapping }, onChange)
  const missing = missingOf(object, mapping, model.object)
  return (
    <>
      <MappingRows run={run} matching={matching} disabled={disabled} />
      {missing.length > 0 ? (
        <Obstacle>
          {text(label('必填而没有对应的列：{fields}', 'Required, but no column for: {fields}'), {
            fields: missing.map(matching.saidOf).join('、'),
          })}
          <TakenFrom run={run} field={missing[0] ?? ''} matching={matching} disabled={disabled} />
        </Obstacle>
      ) : null}
      <MappingKey object={object} mapping={mapping} saidOf={matching.saidOf} disabled={disabled} onChange={onChange} />
      <SameInEveryRow object={object} mapping={mapping} disabled={disabled} onChange={onChange} />
      {mayMigrate ? (
        <Migrating
          on={mapping.migrating ?? false}
          disabled={disabled}
          onChange={(migrating) => onChange({ ...mapping, migrating })}
        />
      ) : null}
    </>
  )
}
