import { label, type Row } from '@lianke/kernel'
import { problemsByField, useSave, useText, useToast } from '@lianke/ui'
import { useEffect, useState } from 'react'
import { slotProblems } from '../code-form.ts'
import { type CodeValues, idOf, isPlanned, slotsOf } from './code-values.ts'

/** What is being decided about a code: nothing is lost without a warning, and refusals stand at their field. */
export const useCodeDraft = (row: Row | null, onSaved: (row: Row) => void) => {
  const text = useText()
  const toast = useToast()
  const save = useSave('marketing.channel_code')
  const [changes, setChanges] = useState<Record<string, unknown>>({})
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const values: CodeValues = { auto_accept: true, ...row, ...changes }
  const dirty = Object.keys(changes).length > 0
  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [dirty])
  const set = (name: string, value: unknown) => {
    setChanges((old) => ({ ...old, [name]: value }))
    setProblems(({ [name]: _solved, ...rest }) => rest)
  }
  const submit = () => {
    if (!String(values.name ?? '').trim()) return setProblems({ name: text(label('请填名称', 'Give it a name')) })
    if (isPlanned(values) && slotProblems(slotsOf(values)).length > 0)
      return setProblems({ schedule: text(label('请先补全排班', 'Complete the schedule first')) })
    const { schedule_shown: _shown, ...sent } = changes
    if (changes.schedule_shown === false) sent.schedule = []
    save.mutate(
      {
        id: row?.id,
        values: Object.fromEntries(
          Object.entries(sent).map(([name, value]) => [
            name,
            value === '' ? null : name === 'campaign' ? (idOf(value) ?? null) : value,
          ]),
        ),
        version: row?.version,
      },
      {
        onSuccess: (done) => {
          setChanges({})
          toast.done(text(label('已保存', 'Saved')))
          onSaved(done)
        },
        onError: (error) => {
          setProblems(problemsByField(error))
          toast.failed(error)
        },
      },
    )
  }
  return { values, problems, set, submit, dirty, saving: save.isPending }
}
/** What a section of the form needs of it. */
export type CodeDraft = Pick<ReturnType<typeof useCodeDraft>, 'values' | 'problems' | 'set'>
