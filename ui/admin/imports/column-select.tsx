import { Select } from 'antd'

interface Choice {
  readonly value: string
  readonly label: string
}

/** A small choice beside a column; it may be taken back, and then is what its placeholder says. */
export const ColumnSelect = ({
  said,
  placeholder,
  value,
  options,
  disabled,
  search = false,
  onChange,
}: {
  /** Its name. */
  readonly said: string
  readonly placeholder: string
  readonly value: string | undefined
  readonly options: readonly Choice[]
  readonly disabled: boolean
  readonly search?: boolean
  onChange(value: string | undefined): void
}) => (
  <Select
    size="small"
    allowClear
    showSearch={search ? { optionFilterProp: 'label' } : false}
    disabled={disabled}
    popupMatchSelectWidth={false}
    style={{ minWidth: 130 }}
    aria-label={said}
    placeholder={placeholder}
    value={value}
    options={[...options]}
    onChange={(next: string | undefined) => onChange(next)}
  />
)
