import { label, type WebhookSubscription } from '@lianke/kernel'
import { Drawer, Form } from 'antd'
import { useState } from 'react'
import { Problem, request } from '../../base/client/request.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { DrawerFoot } from '../../desk/shell/drawer-foot.tsx'

import { WebhookFields } from './webhook-fields.tsx'

interface Values {
  readonly name: string
  readonly url: string
  readonly events: string[]
  readonly role: string
}
const names: readonly (keyof Values)[] = ['name', 'url', 'events', 'role']

/** One subscription: where, what, and with whose rights. */
export const WebhookDrawer = ({
  webhook,
  close,
  saved,
}: {
  readonly webhook: WebhookSubscription | null
  close(): void
  /** The secret of one that is new. */
  saved(secret: string | null): void
}) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const narrow = useNarrow()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const save = (values: Values) => {
    setBusy(true)
    request<{ secret?: string }>(webhook ? `/webhooks/${webhook.id}` : '/webhooks', {
      method: webhook ? 'PATCH' : 'POST',
      body: values,
    })
      .then(
        ({ secret }) => saved(secret ?? null),
        (error: unknown) => {
          const problems = error instanceof Problem ? error.problems : []
          const placed = problems.flatMap(({ path, detail }) =>
            names.filter((name) => path.split('/')[1] === name).map((name) => ({ name, errors: [detail] })),
          )
          if (placed.length === 0) return toast.failed(error)
          form.setFields(placed)
        },
      )
      .finally(() => setBusy(false))
  }
  return (
    <Drawer
      open
      onClose={close}
      size={narrow ? '100%' : 560}
      title={text(webhook ? label('修改订阅', 'Change the subscription') : label('新建订阅', 'New subscription'))}
      footer={<DrawerFoot close={close} act={() => form.submit()} word={w('common.save')} busy={busy} />}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={save}
        initialValues={
          webhook
            ? { name: webhook.name, url: webhook.url, events: [...webhook.events], role: webhook.role }
            : { name: '', url: 'https://', events: [] }
        }
      >
        <WebhookFields />
      </Form>
    </Drawer>
  )
}
