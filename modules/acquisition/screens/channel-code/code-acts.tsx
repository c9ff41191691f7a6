import { label, type MetaObject, type Row } from '@lianke/kernel'
import { Icon, useMay, useText } from '@lianke/ui'
import { Button, Dropdown } from 'antd'
import { useChannelName } from './use-channel-name.ts'
import { useCodeActs } from './use-code-acts.ts'

const stoppable = ['live', 'failed', 'publishing']

const Publish = ({
  row,
  status,
  sending,
  onSend,
}: {
  readonly row: Row
  readonly status: string
  readonly sending: boolean
  onSend(): void
}) => {
  const text = useText()
  const channel = useChannelName(row.channel)
  return (
    <Button type={status === 'live' ? 'default' : 'primary'} loading={sending || status === 'publishing'} onClick={onSend}>
      {status === 'live'
        ? text(label('更新到{channel}', 'Update in {channel}'), { channel })
        : status === 'publishing'
          ? text(label('发布中', 'Publishing'))
          : text(label('发布', 'Publish'))}
    </Button>
  )
}

/** The acts of a code at the head of its page. */
export const CodeActs = ({ meta, row, status }: { readonly meta: MetaObject; readonly row: Row; readonly status: string }) => {
  const text = useText()
  const canPublish = useMay()('channel_code.publish')
  const { send, sending, halt, discard } = useCodeActs(row)
  const stop = { key: 'stop', label: text(label('停用', 'Stop')), icon: <Icon name="close" size={14} />, onClick: halt }
  const remove = {
    key: 'remove',
    label: text(label('删除', 'Delete')),
    danger: true,
    icon: <Icon name="trash" size={14} />,
    onClick: discard,
  }
  return (
    <>
      {canPublish ? <Publish row={row} status={status} sending={sending} onSend={send} /> : null}
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [...(canPublish && stoppable.includes(status) ? [stop] : []), ...(meta.may.delete ? [remove] : [])],
        }}
      >
        <button type="button" className="lk-icon-button" aria-label={text(label('更多', 'More'))}>
          <Icon name="more" size={16} />
        </button>
      </Dropdown>
    </>
  )
}
