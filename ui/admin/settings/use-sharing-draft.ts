import { type Filter, label, personObject } from '@lianke/kernel'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { finished } from '../../desk/filter-builder/filter-tree.ts'
import type { Principal, ShareLevel } from '../../desk/sharing/principal.tsx'
import { bodyOf, everyRecord, type SharingRule, sharingPath } from './sharing-rule.ts'

const leavesOf = (filter: Filter | null): number =>
  !filter
    ? 0
    : 'and' in filter
      ? filter.and.reduce((sum, part) => sum + leavesOf(part), 0)
      : 'or' in filter
        ? filter.or.reduce((sum, part) => sum + leavesOf(part), 0)
        : 1

/** A sharing rule while it is written: what is still missing, and the way to keep it. */
export const useSharingDraft = (rule: SharingRule | null, done: () => Promise<unknown>) => {
  const text = useText()
  const toast = useToast()
  const [name, setName] = useState(rule?.name ?? '')
  const [object, setObject] = useState(rule?.object ?? personObject)
  const [filter, setFilter] = useState<Filter | null>(rule?.filter ?? null)
  const [principals, setPrincipals] = useState<readonly Principal[]>(rule?.principals ?? [])
  const [level, setLevel] = useState<ShareLevel>(rule?.level ?? 'read')
  const [busy, setBusy] = useState(false)
  // Left out, an unfinished condition would share more than was meant.
  const whole = leavesOf(filter) === leavesOf(finished(filter))
  const asked = finished(filter) ?? everyRecord
  const missing =
    name.trim() === ''
      ? text(label('请填写名称', 'Give it a name'))
      : principals.length === 0
        ? text(label('请选择共享给谁', 'Choose with whom'))
        : !whole
          ? text(label('有条件还没填完', 'A condition is unfinished'))
          : null
  const save = () => {
    setBusy(true)
    const body = bodyOf({ name: name.trim(), object, filter: asked, principals, level, active: rule?.active ?? true })
    request(rule ? `${sharingPath}/${rule.id}` : sharingPath, { method: rule ? 'PATCH' : 'POST', body })
      .then(async () => {
        await done()
        toast.done(text(label('共享规则已生效', 'The sharing rule is in effect')))
      }, toast.failed)
      .finally(() => setBusy(false))
  }
  const chooseObject = (next: string) => {
    setObject(next)
    setFilter(null)
  }
  return {
    name,
    setName,
    object,
    chooseObject,
    filter,
    setFilter,
    asked,
    principals,
    setPrincipals,
    level,
    setLevel,
    missing,
    save,
    busy,
  }
}
