import { label } from '@lianke/kernel'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { bodyOf, type SharingRule, sharingPath } from './sharing-rule.ts'

const queryKey = ['sharing', 'rules']

export const useSharingRules = () =>
  useQuery({
    queryKey,
    queryFn: ({ signal }) => request<{ data: SharingRule[] }>(sharingPath, { signal }),
  })

export const useSharingAgain = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey })
}

/** Switches a rule on and off, and deletes it with a way back. */
export const useSharingActs = (rule: SharingRule) => {
  const text = useText()
  const toast = useToast()
  const again = useSharingAgain()
  const [busy, setBusy] = useState(false)
  const change = (active: boolean) => {
    setBusy(true)
    request(`${sharingPath}/${rule.id}`, { method: 'PATCH', body: { active } })
      .then(async () => {
        await again()
        toast.done(
          text(active ? label('已启用「{name}」', '“{name}” is on') : label('已停用「{name}」', '“{name}” is off'), {
            name: rule.name,
          }),
        )
      }, toast.failed)
      .finally(() => setBusy(false))
  }
  const remove = () =>
    request(`${sharingPath}/${rule.id}`, { method: 'DELETE' }).then(async () => {
      await again()
      toast.done(text(label('已删除「{name}」', '“{name}” is deleted'), { name: rule.name }), () =>
        request(sharingPath, { body: bodyOf(rule) }).then(again),
      )
    }, toast.failed)
  return { busy, change, remove }
}
