import { label, textIn } from '@lianke/kernel'
import { Button, Input, Select } from 'antd'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { useCommand } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Labelled } from './labelled.tsx'
import { useKind } from './process-kind.ts'
import { TakenValues } from './taken-values.tsx'
import type { TriggerProps } from './trigger-props.ts'
import { useBench } from './use-workbench.ts'

/** The address that is called; its secret is shown once. */
const Address = () => {
  const text = useText()
  const toast = useToast()
  const { row } = useBench()
  const make = useCommand<{ path: string; secret: string }>(`${useKind().kind.name}.hook`)
  return (
    <>
      <Button loading={make.isPending} onClick={() => make.mutate({ id: row.id }, { onError: toast.failed })}>
        {text(label('生成地址和密钥', 'Make the address and a secret'))}
      </Button>
      {make.data ? (
        <Labelled
          said={text(label('POST 到这个地址', 'POST to this address'))}
          help={text(
            label(
              '密钥只显示这一次，也可以放在请求头 Authorization: Bearer 里。重新生成后旧密钥作废。',
              'The secret is shown this once; the header Authorization: Bearer takes it, too. A new one makes the old void.',
            ),
          )}
        >
          <Input.TextArea
            readOnly
            autoSize
            value={`${window.location.origin}${make.data.path}?secret=${make.data.secret}`}
            aria-label={text(label('地址', 'Address'))}
          />
        </Labelled>
      ) : null}
    </>
  )
}

/** A program outside calls and names records by one of their fields. */
export const HookTrigger = ({ trigger, disabled, onChange }: TriggerProps) => {
  const text = useText()
  const meta = useModel().object(useKind().subject)
  const fields = meta ? Object.entries(fieldsOf(meta)).filter(([, { operators }]) => operators.includes('eq')) : []
  return (
    <>
      <Labelled
        said={text(label('请求里的哪一项', 'What of the request'))}
        help={text(label('用点号一层层写，例如 order.number', 'Level by level with dots, for example order.number'))}
      >
        <Input
          disabled={disabled}
          value={textIn(trigger.path) ?? ''}
          aria-label={text(label('请求里的哪一项', 'What of the request'))}
          onChange={(event) => onChange({ ...trigger, path: event.target.value })}
        />
      </Labelled>
      <Labelled said={text(label('等于记录的哪个字段', 'Equals which field of the record'))}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled}
          value={textIn(trigger.field) || null}
          aria-label={text(label('记录的字段', 'Field of the record'))}
          options={[
            { value: 'id', label: text(label('记录编号', 'Record id')) },
            ...fields.map(([value, field]) => ({ value, label: text(field.label) })),
          ]}
          onChange={(field: string) => onChange({ ...trigger, field })}
        />
      </Labelled>
      <Labelled
        said={text(label('步骤里要用的值', 'Values for the steps'))}
        help={text(
          label(
            '左边起名，右边写它在请求里的位置。后面的步骤选「取到的值」，条件分支可以按它判断，文字里写 {example}',
            'A name on the left, where it stands in the request on the right. Steps choose “Taken”, branches may ask for it, a text says {example}',
          ),
          { example: '{$v1}' },
        )}
      >
        <TakenValues trigger={trigger} disabled={disabled} onChange={onChange} />
      </Labelled>
      {disabled ? null : <Address />}
    </>
  )
}
