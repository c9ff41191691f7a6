import { type DesignedObject, label, type MetaObject, type OverlaySection } from '@lianke/kernel'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useModelAgain } from './custom.ts'
import { sayProblem } from '../../base/feedback/say-problem.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { keptLayout, layoutOf } from './layout.rule.ts'
import { overlayPath, type Stale, staleIn, undoChange } from './overlay-data.ts'

/** Where the fields of an object stand, while that is changed: what stands, as long as nothing is moved. */
export const useLayoutDraft = (object: MetaObject, designed: DesignedObject | undefined) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const again = useModelAgain()
  const [draft, setDraft] = useState<{ layout: readonly OverlaySection[]; version: number } | null>(null)
  const [stale, setStale] = useState<Stale | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const layout = draft?.layout ?? layoutOf(object)
  const cancel = () => {
    setDraft(null)
    setStale(null)
    setProblem(null)
  }
  const send = async (said: object) => {
    setBusy(true)
    try {
      const body = { version: stale?.version ?? draft?.version ?? designed?.version ?? 0, ...said }
      const kept = await request<{ change: string | null }>(overlayPath(object.name), { method: 'PATCH', body })
      await again()
      cancel()
      toast.done(text(label('顺序已修改，立即生效', 'The order is changed, at once for everybody')), () =>
        undoChange(kept.change).then(again),
      )
    } catch (error) {
      const other = staleIn(error)
      if (other) setStale(other)
      else setProblem(sayProblem(error, w))
    } finally {
      setBusy(false)
    }
  }
  return {
    layout,
    changed: draft !== null,
    stale,
    problem,
    busy,
    set: (next: readonly OverlaySection[]) => setDraft({ layout: next, version: draft?.version ?? designed?.version ?? 0 }),
    cancel,
    save: () => send({ sections: keptLayout(layout) }),
    reset: () => send({ reset: ['sections'] }),
  }
}
export type LayoutDraft = ReturnType<typeof useLayoutDraft>
