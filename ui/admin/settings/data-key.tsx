import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { label } from '@lianke/kernel'
import { request } from '../../base/client/request.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'

interface DataKey {
  readonly keys: number
  readonly rotated_at: string | null
}

/** The key under which secrets of the company are sealed: when it was turned last, and turning it. */
export const DataKeySection = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  const { full } = useMoment()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: ['data-key'], queryFn: () => request<DataKey>('/secrets') })
  const rotate = () =>
    modal.confirm({
      title: text(label('更换数据密钥？', 'Turn the data key?')),
      content: text(
        label(
          '以后加密的内容用新密钥；已经加密的照常可读，没有人需要做什么。',
          'What is sealed from now on uses a new key. What is sealed already stays readable, and nobody has to do anything.',
        ),
      ),
      okText: text(label('更换', 'Turn it')),
      cancelText: w('common.cancel'),
      onOk: () =>
        request<DataKey>('/secrets/rotate', { method: 'POST' }).then((turned) => {
          client.setQueryData(['data-key'], turned)
          toast.done(text(label('数据密钥已更换', 'The data key was turned')))
        }, toast.failed),
    })
  if (error) return <Failure small error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={1} />
  return (
    <div className="lk-setting">
      <div>
        <h3>{text(label('数据密钥', 'Data key'))}</h3>
        <p className="lk-muted">
          {text(
            label(
              '渠道密钥、签名密钥和加密字段都用它加密；主密钥 LIANKE_SECRET 不在这里更换',
              'Seals secrets of channels, signing secrets and encrypted fields. The master key LIANKE_SECRET is not turned here',
            ),
          )}
        </p>
      </div>
      <div className="lk-row" style={{ alignItems: 'center' }}>
        <Button onClick={rotate}>{text(label('更换数据密钥', 'Turn the data key'))}</Button>
        <span className="lk-muted">
          {data.rotated_at
            ? text(label('上次更换：{when}', 'Last turned: {when}'), { when: full(data.rotated_at) })
            : text(label('还没有更换过', 'Never turned'))}
        </span>
      </div>
    </div>
  )
}
