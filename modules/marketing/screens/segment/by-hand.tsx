import { person } from '@lianke/customer/contract'
import { label, type Row, idsIn } from '@lianke/kernel'
import { PageSection, RecordPicker, useText } from '@lianke/ui'

const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** People fixed in or out by hand; the conditions do not move them. */
export const ByHand = ({
  row,
  onChange,
  disabled,
}: {
  readonly row: Row
  onChange(values: { include?: string[]; exclude?: string[] }): void
  readonly disabled: boolean
}) => {
  const text = useText()
  const pick = (side: 'include' | 'exclude', value: unknown) => onChange({ [side]: idsIn(value) })
  return (
    <>
      <PageSection
        title={text(label('固定加入', 'Always in'))}
        help={text(label('无论条件如何都在这个分群里', 'In this segment whatever the conditions say'))}
      >
        <RecordPicker
          to={person.name}
          many
          disabled={disabled}
          value={idsOf(row.include)}
          onChange={(value) => pick('include', value)}
        />
      </PageSection>
      <PageSection
        title={text(label('固定排除', 'Always out'))}
        help={text(label('即使符合条件也不进来，排除优先于加入', 'Never in, even when the conditions hold; out wins over in'))}
      >
        <RecordPicker
          to={person.name}
          many
          disabled={disabled}
          value={idsOf(row.exclude)}
          onChange={(value) => pick('exclude', value)}
        />
      </PageSection>
    </>
  )
}
