import { fieldTypes, label } from '@lianke/kernel'
import { Select } from 'antd'
import { useLanguage, useText } from '../../base/i18n/i18n.ts'
import type { Of } from './column-choices.tsx'

/** Where numbers of the column that name no country are dialled. */
export const RegionChoice = ({ column, chosen, matching, disabled }: Of) => {
  const text = useText()
  const { language } = useLanguage()
  const field = matching.metaOf(chosen.field)
  const regions = field ? (fieldTypes[field.type].regions?.() ?? []) : []
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return (
    <Select
      size="small"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      disabled={disabled}
      popupMatchSelectWidth={false}
      style={{ minWidth: 130 }}
      aria-label={text(label('{name} 没有国家码时属于', 'Numbers of {name} without a country are of'), { name: column.name })}
      placeholder={text(label('没有国家码：本公司所在地', 'without a country: of ours'))}
      value={chosen.region}
      options={regions
        .map((region) => ({ value: region, label: names.of(region) ?? region }))
        .sort((a, b) => a.label.localeCompare(b.label, language))}
      onChange={(region: string | undefined) => matching.change(chosen, { region })}
    />
  )
}
