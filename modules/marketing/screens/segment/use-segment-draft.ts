import { type Filter, filterIn, idsIn, label, type Row } from '@lianke/kernel'
import { finished, recordPath, useModel, useSave, useText, useToast } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

const object = 'marketing.segment'

interface Draft {
  readonly name: string
  readonly description: string
  readonly filter: Filter | null
}
/** The conditions of a segment; none where nothing is said. */
export const conditionsOf = (row: Row | null): Filter | null => {
  const tree = filterIn(row?.filter ?? null)
  return tree && 'and' in tree && tree.and.length === 0 ? null : tree
}
const draftOf = (row: Row | null): Draft => ({
  name: String(row?.name ?? ''),
  description: String(row?.description ?? ''),
  filter: conditionsOf(row),
})

/** Whom somebody put in or left out by hand: each list kept at once, beside the draft. */
export const useByHand = (row: Row) => {
  const text = useText()
  const toast = useToast()
  const save = useSave(object)
  const put = (values: { include?: string[]; exclude?: string[] }) =>
    save.mutate(
      { id: row.id, version: row.version, values },
      { onSuccess: () => toast.done(text(label('名单已更新', 'List updated'))), onError: toast.failed },
    )
  const leaveOut = (one: string) =>
    put({ exclude: [...new Set([...idsIn(row.exclude), one])], include: idsIn(row.include).filter((each) => each !== one) })
  return { put, leaveOut }
}

/** A segment being written: nothing is lost without a warning. `send` keeps it, with more that is to be said at once. */
export const useSegmentDraft = (row: Row | null) => {
  const text = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const meta = useModel().object(object)
  const save = useSave(object)
  const [draft, setDraft] = useState(() => draftOf(row))
  const [saved, setSaved] = useState(() => JSON.stringify(draftOf(row)))
  const changed = JSON.stringify(draft) !== saved
  const complete = finished(draft.filter)
  useEffect(() => {
    if (!changed) return undefined
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [changed])
  const send = (more: Record<string, unknown> = {}, done = text(label('已保存', 'Saved'))) => {
    const values = { name: draft.name.trim(), description: draft.description || null, filter: complete ?? { and: [] }, ...more }
    save.mutate(
      { ...(row ? { id: row.id, version: row.version } : {}), values },
      {
        onSuccess: (answer) => {
          const next = { ...draft, name: draft.name.trim(), filter: complete }
          setDraft(next)
          setSaved(JSON.stringify(next))
          toast.done(done)
          if (!row) void navigate({ to: recordPath(object, answer.id), replace: true })
        },
        onError: toast.failed,
      },
    )
  }
  return {
    row,
    draft,
    change: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
    changed,
    /** What is finished of its conditions; half a condition asks nothing yet. */
    complete,
    ready: draft.name.trim() !== '',
    may: Boolean(row ? meta?.may.update : meta?.may.create),
    send,
    saving: save.isPending,
  }
}
export type SegmentDraft = ReturnType<typeof useSegmentDraft>
