import type { MetaObject } from '@lianke/kernel'
import { App } from 'antd'
import type { KeyboardEvent } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import type { FormState } from '../../base/object-form/use-object-form.ts'
import type { CreateRequest } from '../shell/create.tsx'

/** Keeping a form and leaving it: what was typed is asked about once, for it cannot be brought back. */
export const useFormDrawerActs = (object: MetaObject, request: CreateRequest, form: FormState, close: () => void) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  const name = text(object.label)
  const finish = async (more: boolean) => {
    const row = await form.submit()
    if (!row) return
    toast.done(request.id ? w('form.saved') : w('form.created', { title: `“${String(row[object.title] ?? name)}”` }))
    request.done?.(row.id)
    if (more) form.reset()
    else close()
  }
  const leave = () => {
    if (!form.dirty) return close()
    modal.confirm({
      title: w('form.unsaved'),
      content: w('form.unsaved_help'),
      okText: w('form.leave'),
      okButtonProps: { danger: true },
      cancelText: w('form.stay'),
      onOk: close,
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      void finish(false)
    }
  }
  return { finish, leave, onKeyDown }
}
