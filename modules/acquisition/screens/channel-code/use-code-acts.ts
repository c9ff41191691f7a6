import { label, type Row } from '@lianke/kernel'
import { listPath, useCommand, useRemove, useText, useToast } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { App } from 'antd'
import { useChannelName } from './use-channel-name.ts'

const object = 'marketing.channel_code'

/** What one can do with a code: send it to the channel, stop it, discard it. */
export const useCodeActs = (row: Row) => {
  const { id } = row
  const text = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  const navigate = useNavigate()
  const channel = useChannelName(row.channel)
  const publish = useCommand('channel_code.publish')
  const stop = useCommand('channel_code.stop')
  const { remove, restore } = useRemove(object)
  const send = () =>
    publish.mutate(
      { id },
      {
        onSuccess: () =>
          toast.done(
            row.status === 'live'
              ? text(label('改动已送往{channel}', 'Changes are on their way to {channel}'), { channel })
              : text(label('正在发布', 'Publishing')),
          ),
        onError: toast.failed,
      },
    )
  const halt = () =>
    modal.confirm({
      title: text(label('停用“{name}”？', 'Stop “{name}”?'), { name: String(row.name) }),
      content: text(
        label(
          '印出去的二维码将不能再添加员工。停用后可以重新发布，但会得到新的二维码。',
          'Printed codes stop working. It can be published again, with a new picture.',
        ),
      ),
      okText: text(label('停用', 'Stop')),
      cancelText: text(label('取消', 'Cancel')),
      okButtonProps: { danger: true },
      onOk: () => stop.mutateAsync({ id }).then(() => toast.done(text(label('已停用', 'Stopped'))), toast.failed),
    })
  const discard = () =>
    remove.mutate([id], {
      onSuccess: () => {
        toast.done(text(label('已删除', 'Deleted')), () => restore([id]))
        void navigate({ to: listPath(object) })
      },
      onError: toast.failed,
    })
  return { send, sending: publish.isPending, halt, discard }
}
