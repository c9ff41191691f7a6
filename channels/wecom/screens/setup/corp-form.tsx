import { label } from '@lianke/kernel'
import { Failure, Skeleton, useText, useToast } from '@lianke/ui'
import { Button, Form, Input } from 'antd'
import { CallbackAddress } from '../callback-address.tsx'
import { corpFields, Refused, useCorp } from './use-corp.ts'

type Values = Readonly<Record<string, string | undefined>>
/** Names hold dots, which a form would read as places inside one another. */
const placeOf = (name: string): string => name.replace('.', '-')

/** The values of a corp, each with where it stands in the vendor's console; what is refused is said at its field. */
export const CorpForm = ({ leavesSandbox, done }: { readonly leavesSandbox: boolean; done(): void }) => {
  const text = useText()
  const toast = useToast()
  const [form] = Form.useForm<Values>()
  const { kept, save, saving } = useCorp({ leavesSandbox })
  if (kept.error) return <Failure small error={kept.error} retry={() => void kept.refetch()} />
  if (!kept.data) return <Skeleton rows={5} />
  const isSet = (name: string) => !leavesSandbox && (kept.data.find((one) => one.name === name)?.is_set ?? false)
  const shown = (name: string) => (isSet(name) ? kept.data.find((one) => one.name === name)?.value : undefined)
  const submit = (values: Values) =>
    save(Object.fromEntries(corpFields.map(({ name }) => [name, values[placeOf(name)]]))).then(done, (error: unknown) => {
      if (error instanceof Refused) form.setFields([{ name: placeOf(error.setting), errors: [error.message] }])
      else toast.failed(error)
    })
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 480 }}
      initialValues={Object.fromEntries(
        corpFields
          .filter(({ secret }) => !secret)
          .map(({ name }) => [placeOf(name), shown(name) ? String(shown(name)) : undefined]),
      )}
      onFinish={(values) => void submit(values)}
    >
      {corpFields.map(({ name, said, where, secret, number }) => (
        <Form.Item
          key={name}
          name={placeOf(name)}
          label={text(said)}
          extra={text(where)}
          rules={[
            { required: !isSet(name), message: text(label('请填写{what}', 'Enter {what}'), { what: text(said) }) },
            ...(number ? [{ pattern: /^\s*\d+\s*$/, message: text(label('只有数字', 'Digits only')) }] : []),
          ]}
        >
          <Input
            autoComplete="off"
            type={secret ? 'password' : 'text'}
            placeholder={secret && isSet(name) ? text(label('已设置，重新填写会替换', 'Set; typing replaces it')) : undefined}
          />
        </Form.Item>
      ))}
      <Form.Item label={text(label('接收事件服务器的 URL 填', 'URL of the event server'))}>
        <CallbackAddress />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={saving}>
        {text(label('接入并检查', 'Connect and check'))}
      </Button>
    </Form>
  )
}
