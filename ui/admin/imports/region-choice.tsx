import { fieldTypes, label } from '@lianke/kernel'
import { useMe } from '../../base/client/session.ts'
import { useLanguage, useText } from '../../base/i18n/i18n.ts'
import type { Of } from './column-choices.tsx'
import { ColumnSelect } from './column-select.tsx'

/** Where numbers of the column that name no country are dialled. */
export const RegionChoice = ({ column, chosen, matching, disabled }: Of) => {
  const text = useText()
  const { language } = useLanguage()
  const field = matching.metaOf(chosen.field)
  const regions = field ? (fieldTypes[field.type].regions?.() ?? []) : []
  const { data: me } = useMe()
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return (
    <ColumnSelect
      search
      disabled={disabled}
      said={text(label('{name} 没有国家码时属于', 'Numbers of {name} without a country are of'), { name: column.name })}
      placeholder={text(label('没有国家码：{region}', 'without a country: {region}'), {
        region: names.of(me?.tenant.phone_region ?? 'CN') ?? '',
      })}
      value={chosen.region}
      options={regions
        .map((region) => ({ value: region, label: names.of(region) ?? region }))
        .sort((a, b) => a.label.localeCompare(b.label, language))}
      onChange={(region) => matching.change(chosen, { region })}
    />
  )
}
