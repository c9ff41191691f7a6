import type { Filter } from '@lianke/kernel'
import type { Principal, ShareLevel } from '../../desk/sharing/principal.tsx'

export interface SharingRule {
  readonly id: string
  readonly name: string
  readonly object: string
  readonly filter: Filter
  readonly principals: readonly Principal[]
  readonly level: ShareLevel
  readonly active: boolean
  readonly broken: boolean
  readonly created_at: string
}
export interface SharingPreview {
  readonly records: { readonly value: number; readonly capped: boolean }
  readonly people: number
}
export const sharingPath = '/settings/sharing-rules'
/** Every record: a group with nothing in it. */
export const everyRecord: Filter = { and: [] }
export const bodyOf = (rule: Pick<SharingRule, 'name' | 'object' | 'filter' | 'principals' | 'level' | 'active'>) => ({
  name: rule.name,
  object: rule.object,
  filter: rule.filter,
  level: rule.level,
  active: rule.active,
  principals: rule.principals.map(({ kind, id }) => ({ kind, id })),
})
