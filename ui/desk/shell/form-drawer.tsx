import { Drawer, Form } from 'antd'
import { type ReactNode, useState } from 'react'
import { Problem } from '../../base/client/request.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { DrawerFoot } from './drawer-foot.tsx'

type Texts = Readonly<Record<string, unknown>>

/**
 * A form in a drawer: Enter or its button keeps it, what is refused is said at its field (`fieldOf` reads the place of a problem), anything
 * else as a message; what was typed stays.
 */
export const FormDrawer = ({
  title,
  word,
  initial,
  save,
  fieldOf,
  close,
  children,
}: {
  readonly title: string
  /** The word on the button. */
  readonly word: string
  readonly initial: Texts
  save(values: Texts): Promise<unknown>
  fieldOf(path: readonly string[]): string | null
  close(): void
  readonly children: ReactNode
}) => {
  const toast = useToast()
  const narrow = useNarrow()
  const [form] = Form.useForm<Record<string, unknown>>()
  const [busy, setBusy] = useState(false)
  const refused = (error: unknown): void => {
    const problems = error instanceof Problem ? error.problems : []
    const placed = problems.flatMap(({ path, detail }) => {
      const name = fieldOf(path.split('/').slice(1))
      return name === null ? [] : [{ name, errors: [detail] }]
    })
    if (placed.length > 0) form.setFields(placed)
    else toast.failed(error)
  }
  const submit = (values: Texts): void => {
    setBusy(true)
    void save(values)
      .catch(refused)
      .finally(() => setBusy(false))
  }
  return (
    <Drawer
      open
      onClose={close}
      size={narrow ? '100%' : 520}
      title={title}
      footer={<DrawerFoot close={close} act={() => form.submit()} word={word} busy={busy} />}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} initialValues={initial}>
        {children}
        {/* Enter in a field keeps the form, though its button stands in the foot. */}
        <button type="submit" hidden />
      </Form>
    </Drawer>
  )
}
