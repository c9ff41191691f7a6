import { label, type Row } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { RecordPicker, useText } from '@lianke/ui'
import { Button, Form, Input } from 'antd'
import { idsOf } from '../channel-code/code-values.ts'
import { useFirstCode } from './use-first-code.ts'

/** Name, who answers and the greeting, each proposed; one button makes the picture. */
export const FirstCodeForm = ({ code }: { readonly code: Row | null }) => {
  const text = useText()
  const { draft, set, submit, busy, complete } = useFirstCode(code)
  return (
    <Form layout="vertical" requiredMark={false} style={{ maxWidth: 480 }} onFinish={() => void submit()}>
      <Form.Item label={text(label('名称', 'Name'))} htmlFor="first-code-name">
        <Input id="first-code-name" maxLength={120} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      </Form.Item>
      <Form.Item
        label={text(label('谁来接待', 'Who answers'))}
        htmlFor="first-code-staff"
        extra={text(label('要有“客户联系”权限的成员', 'Members who may have customers'))}
      >
        <RecordPicker
          id="first-code-staff"
          to={staff.name}
          many
          value={draft.staff}
          onChange={(next) => set({ staff: idsOf(next) })}
        />
      </Form.Item>
      <Form.Item
        label={text(label('欢迎语', 'Welcome'))}
        htmlFor="first-code-welcome"
        extra={text(label('{name} 会换成客户的昵称', '{name} becomes the nickname'))}
      >
        <Input.TextArea
          id="first-code-welcome"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={draft.welcome_text}
          onChange={(event) => set({ welcome_text: event.target.value })}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} disabled={!complete}>
        {text(
          code?.status === 'failed'
            ? label('再发布一次', 'Publish again')
            : label('发布，生成二维码', 'Publish and make the picture'),
        )}
      </Button>
    </Form>
  )
}
