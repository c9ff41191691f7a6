import { person } from '@lianke/customer/contract'
import { idsIn, label } from '@lianke/kernel'
import { RecordPicker, useCommand, useText, useToast } from '@lianke/ui'
import { Button } from 'antd'
import { useState } from 'react'

/** People are put into a running journey by hand. */
export const Enrol = ({ id }: { readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const enrol = useCommand<{ entered: number; left_out: number }>('journey.enrol')
  const [chosen, setChosen] = useState<{ id: string }[]>([])
  const put = () =>
    enrol.mutate(
      { id, persons: chosen.map((one) => one.id) },
      {
        onSuccess: ({ entered, left_out }) => {
          setChosen([])
          toast.done(
            left_out > 0
              ? text(
                  label(
                    '{entered} 人进入，{left_out} 人已经在里面或无权查看',
                    '{entered} entered; {left_out} were in already or are not yours to see',
                  ),
                  { entered, left_out },
                )
              : text(label('{entered} 人进入', '{entered} entered'), { entered }),
          )
        },
        onError: toast.failed,
      },
    )
  return (
    <div className="lk-journey-field">
      <span className="lk-journey-said">{text(label('手动加入客户', 'Put people in by hand'))}</span>
      <RecordPicker
        to={person.name}
        many
        value={chosen}
        onChange={(value) => setChosen(idsIn(value).map((one) => ({ id: one })))}
      />
      <Button disabled={chosen.length === 0} loading={enrol.isPending} onClick={put}>
        {text(label('加入', 'Put in'))}
      </Button>
    </div>
  )
}
