import { type DesignedField, label, type MetaField } from '@lianke/kernel'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useModelAgain } from './custom.ts'
import { sayProblem } from '../../base/feedback/say-problem.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { changeOf, type FieldForm, formOf } from './overlay-change.rule.ts'
import { overlayPath, type Stale, staleIn, undoChange, useEffectsOf } from './overlay-data.ts'

export interface OverlaidField {
  readonly object: string
  readonly name: string
  readonly field: MetaField
  readonly designed: DesignedField
  close(): void
}

/** A field of the product while it is changed. What was typed is kept when somebody else was first. */
export const useOverlayDraft = ({ object, name, field, designed, close }: OverlaidField) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const again = useModelAgain()
  // As it stood when the drawer was opened: others may change it meanwhile.
  const [from] = useState({ form: formOf(field), version: designed.version })
  const [form, setForm] = useState<FieldForm>(from.form)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [stale, setStale] = useState<Stale | null>(null)
  const change = changeOf(from.form, form, designed.released)
  const matters = change !== null && ('required' in change || 'options' in change)
  const effects = useEffectsOf(object, name, change ?? {}, matters)
  const save = async () => {
    if (!change) return close()
    setBusy(true)
    setProblem(null)
    try {
      const body = { version: stale?.version ?? from.version, ...change }
      const kept = await request<{ change: string | null }>(overlayPath(object, name), { method: 'PATCH', body })
      await again()
      const said = text(label('“{name}”已修改，立即生效', '{name} is changed, at once for everybody'), { name: text(form.label) })
      toast.done(said, () => undoChange(kept.change).then(again))
      close()
    } catch (error) {
      const other = staleIn(error)
      if (other) setStale(other)
      else setProblem(sayProblem(error, w))
    } finally {
      setBusy(false)
    }
  }
  return {
    form,
    set: (part: Partial<FieldForm>) => setForm((old) => ({ ...old, ...part })),
    changed: change !== null,
    named: Boolean(form.label.zh.trim() || form.label.en.trim()),
    effects,
    busy,
    problem,
    stale,
    save,
  }
}
export type OverlayDraft = ReturnType<typeof useOverlayDraft>

/** Takes a change back, and says so. */
export const useUndo = () => {
  const text = useText()
  const toast = useToast()
  const again = useModelAgain()
  return (id: string): Promise<void> =>
    undoChange(id)
      .then(again)
      .then(() => toast.done(text(label('已撤销', 'Taken back'))), toast.failed)
}
