import { label, type MetaObject } from '@lianke/kernel'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { isByLine, isKeyed, keysOf, type Mapping } from './import-run.ts'

/** What keeps an import from beginning. */
export const Obstacle = ({ children }: { readonly children: ReactNode }) => (
  <p role="alert" className="lk-import-failure">
    <Icon name="warning" size={15} />
    {children}
  </p>
)

/** What becomes of rows that say nothing of the key. */
const Keyless = ({
  mapping,
  disabled,
  onChange,
}: Pick<Parameters<typeof MappingKey>[0], 'mapping' | 'disabled' | 'onChange'>) => {
  const text = useText()
  const said = text(label('没有查找依据的行', 'Rows without a key'))
  return (
    <div className="lk-row" style={{ marginTop: 8, flexWrap: 'wrap' }}>
      <span>{said}</span>
      <Select
        disabled={disabled}
        style={{ minWidth: 220 }}
        value={mapping.keyless ?? 'create'}
        aria-label={said}
        options={[
          { value: 'create', label: text(label('新建记录', 'become new records')) },
          { value: 'skip', label: text(label('跳过，不导入', 'are skipped')) },
        ]}
        onChange={(keyless: 'create' | 'skip') => onChange({ ...mapping, keyless })}
      />
    </div>
  )
}

/** By what a row finds its record, and rows of one record each other. */
export const MappingKey = ({
  object,
  mapping,
  saidOf,
  disabled,
  onChange,
}: {
  readonly object: MetaObject
  readonly mapping: Mapping
  saidOf(name: string): string
  readonly disabled: boolean
  onChange(mapping: Mapping): void
}) => {
  const text = useText()
  const byLine = isByLine(object, mapping)
  const keyless = byLine && (mapping.key ?? []).length === 0
  return (
    <>
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
      {isKeyed(mapping) ? <Keyless mapping={mapping} disabled={disabled} onChange={onChange} /> : null}
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
        <Obstacle>{text(label('请选择按什么识别同一张单据', 'Say by what the rows of one record are known'))}</Obstacle>
      ) : null}
    </>
  )
}
