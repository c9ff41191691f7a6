import { idsIn, label } from '@lianke/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useCommand } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { saidOf, useKind } from './process-kind.ts'

/** Records are put into a running process by hand. */
export const Enrol = ({ id }: { readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const { kind, subject } = useKind()
  const object = useModel().object(subject)
  const enrol = useCommand<{ entered: number; left_out: number }>(`${kind.name}.enrol`)
  const [chosen, setChosen] = useState<{ id: string }[]>([])
  const put = () =>
    enrol.mutate(
      { id, [saidOf(kind).many]: chosen.map((one) => one.id) },
      {
        onSuccess: ({ entered, left_out }) => {
          setChosen([])
          toast.done(
            left_out > 0
              ? text(
                  label(
                    '{entered} 条进入，{left_out} 条已经在里面、不符合条件或无权查看',
                    '{entered} entered; {left_out} were in already, did not fit or are not yours to see',
                  ),
                  { entered, left_out },
                )
              : text(label('{entered} 条进入', '{entered} entered'), { entered }),
          )
        },
        onError: toast.failed,
      },
    )
  if (!object) return null
  return (
    <div className="lk-process-field">
      <span className="lk-process-said">
        {text(label('手动加入{what}', 'Put in by hand: {what}'), { what: text(object.label) })}
      </span>
      <RecordPicker to={subject} many value={chosen} onChange={(value) => setChosen(idsIn(value).map((one) => ({ id: one })))} />
      <Button disabled={chosen.length === 0} loading={enrol.isPending} onClick={put}>
        {text(label('加入', 'Put in'))}
      </Button>
    </div>
  )
}
