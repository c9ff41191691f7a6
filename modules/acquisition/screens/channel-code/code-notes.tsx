import { label, type Row } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui'
import { useReason } from '../use-reason.ts'
import { useChannelName } from './use-channel-name.ts'

/** What stands between a code and its use: it is on its way, it failed, it was never published, it is stopped. */
export const CodeNotes = ({ row, status }: { readonly row: Row | null; readonly status: string }) => {
  const text = useText()
  const reason = useReason()
  const channel = useChannelName(row?.channel)
  return (
    <>
      {status === 'publishing' ? (
        <p className="lk-code-note" role="status">
          <Icon name="refresh" size={13} />
          {text(label('正在等{channel}返回二维码，一般几秒', 'Waiting for {channel} to answer, usually seconds'), { channel })}
        </p>
      ) : null}
      {row?.failure ? (
        <p className="lk-code-note bad" role="alert">
          <Icon name="warning" size={13} />
          <span>{reason(String(row.failure))}</span>
        </p>
      ) : null}
      {row?.greeting_failure ? (
        <p className="lk-code-note bad" role="alert">
          <Icon name="warning" size={13} />
          <span>
            {text(label('上一条欢迎语没有送达：{why}', 'The last welcome did not arrive: {why}'), {
              why: reason(String(row.greeting_failure)),
            })}
          </span>
        </p>
      ) : null}
      {status === 'draft' ? (
        <p className="lk-code-note">{text(label('还没有发布，保存后点右上角“发布”', 'Not published yet: save, then publish'))}</p>
      ) : null}
      {status === 'stopped' ? (
        <p className="lk-code-note">{text(label('已停用，二维码不能再添加员工', 'Stopped: the code adds nobody'))}</p>
      ) : null}
    </>
  )
}
