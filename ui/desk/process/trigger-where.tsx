import { filterIn } from '@lianke/kernel'
import { FilterBar } from '../filter-builder/filter-bar.tsx'
import type { TriggerProps } from './trigger-props.ts'

/** Only those for whom this holds. */
export const Where = ({ object, trigger, onChange }: Omit<TriggerProps, 'disabled'> & { readonly object: string }) => (
  <FilterBar
    object={object}
    value={filterIn(trigger.where)}
    nested
    onChange={(filter) => {
      const { where: _old, ...rest } = trigger
      onChange(filter ? { ...rest, where: filter } : rest)
    }}
  />
)
