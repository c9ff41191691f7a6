import { label } from '@lianke/kernel'
import { Button, optionsOf, useAct, useModel, useMoment, useSave, useText, useToast } from '@lianke/ui/phone'
import { useState } from 'react'
import { When } from './when.tsx'

/** Something to do for this person, or for nobody in particular. */
const NewTask = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const { close } = useAct()
  const { now, typed } = useMoment()
  const save = useSave('fieldwork.task')
  const kinds = useModel().object('fieldwork.task')?.fields.kind
  const [subject, setSubject] = useState('')
  const [kind, setKind] = useState(String(kinds?.options.default ?? 'to_do'))
  const [due, setDue] = useState(() => now().add(1, 'day').hour(10).minute(0).format('YYYY-MM-DDTHH:mm'))
  const submit = () =>
    save.mutate(
      { values: { subject: subject.trim(), kind, due_at: due ? typed(due).toISOString() : null, ...(id ? { person: id } : {}) } },
      {
        onSuccess: () => {
          toast.done(text(label('任务已建', 'Task created')))
          close()
        },
        onError: toast.failed,
      },
    )
  return (
    <>
      <div className="lkm-sheet-body">
        <label className="lkm-field">
          <span className="lkm-label">{text(label('要做什么', 'What is to do'))}</span>
          <input
            className="lkm-input"
            data-first=""
            maxLength={300}
            value={subject}
            onChange={(event) => setSubject(event.target.value)}
          />
        </label>
        {kinds ? (
          <div className="lkm-chips row">
            {optionsOf(kinds).map((option) => (
              <button
                key={option.value}
                type="button"
                className="lkm-chip"
                aria-pressed={kind === option.value}
                onClick={() => setKind(option.value)}
              >
                {text(option.label)}
              </button>
            ))}
          </div>
        ) : null}
        <When value={due} onChange={setDue} />
      </div>
      <div className="lkm-sheet-foot">
        <Button block color="primary" size="large" disabled={!subject.trim()} loading={save.isPending} onClick={submit}>
          {text(label('建任务', 'Create task'))}
        </Button>
      </div>
    </>
  )
}
export default NewTask
