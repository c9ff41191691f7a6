import { label } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui'
import { Button } from 'antd'
import type { SegmentDraft } from './use-segment-draft.ts'

/** What may become of a segment: paused, kept, activated. */
export const SegmentActs = ({ drafted }: { readonly drafted: SegmentDraft }) => {
  const text = useText()
  const { row, changed, complete, ready, may, send, saving } = drafted
  const active = row?.status === 'active'
  if (!may) return null
  return (
    <>
      {active ? (
        <Button
          icon={<Icon name="pause" size={14} />}
          onClick={() => send({ status: 'paused' }, text(label('已暂停，成员保持不变', 'Paused; members stay as they are')))}
        >
          {text(label('暂停', 'Pause'))}
        </Button>
      ) : null}
      {changed || active || !row ? (
        <Button type={active ? 'primary' : 'default'} disabled={!changed || !ready} loading={saving} onClick={() => send()}>
          {active ? text(label('保存', 'Save')) : text(label('存为草稿', 'Save draft'))}
        </Button>
      ) : null}
      {active ? null : (
        <Button
          type="primary"
          disabled={!ready || !complete}
          onClick={() => send({ status: 'active' }, text(label('已启用，正在计算成员', 'Active; members are being counted')))}
        >
          {row?.status === 'paused' ? text(label('恢复', 'Resume')) : text(label('启用', 'Activate'))}
        </Button>
      )}
    </>
  )
}
