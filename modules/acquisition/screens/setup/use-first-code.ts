import { label, type Row, textIn } from '@lianke/kernel'
import { useCommand, useSave, useSetupMoved, useText, useToast } from '@lianke/ui'
import { useState } from 'react'
import { idsOf } from '../channel-code/code-values.ts'
import { useFirstStaff } from './use-first-staff.ts'

interface Draft {
  readonly name?: string
  readonly staff?: readonly string[]
  readonly welcome_text?: string
}

/** The first code as it is being decided, prefilled so that one act is enough: kept and published together, and gone on with where that failed. */
export const useFirstCode = (code: Row | null) => {
  const text = useText()
  const toast = useToast()
  const moved = useSetupMoved()
  const proposed = useFirstStaff()
  const save = useSave('marketing.channel_code')
  const publish = useCommand('channel_code.publish')
  const [changes, setChanges] = useState<Draft>({})
  const kept = idsOf(code?.staff)
  const draft = {
    name: textIn(code?.name) ?? text(label('第一个活码', 'First code')),
    staff: kept.length > 0 ? kept : proposed ? [proposed] : [],
    welcome_text:
      textIn(code?.welcome_text) ??
      text(label('{name}，您好！很高兴认识您，有什么想了解的随时问我。', 'Hello {name}! Nice to meet you: ask me anything.')),
    ...changes,
  }
  const submit = async () => {
    try {
      const kept = await save.mutateAsync({ id: code?.id, values: draft, version: code?.version })
      await publish.mutateAsync({ id: kept.id })
      setChanges({})
    } catch (error) {
      toast.failed(error)
    } finally {
      await moved()
    }
  }
  return {
    draft,
    set: (part: Draft) => setChanges((old) => ({ ...old, ...part })),
    submit,
    busy: save.isPending || publish.isPending,
    complete: draft.name.trim() !== '' && draft.staff.length > 0 && draft.welcome_text.trim() !== '',
  }
}
