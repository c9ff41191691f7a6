import './channel-codes.css'
import { label, type Row } from '@lianke/kernel'
import { Empty, Failure, recordPath, Skeleton, useModel, usePathPart, useText } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { CodeCard } from './channel-code/code-card.tsx'
import { CodeHead } from './channel-code/code-head.tsx'
import { useCode } from './channel-code/use-code.ts'
import { ChannelCodeFigures } from './channel-code-figures.tsx'
import { ChannelCodeForm } from './channel-code-form.tsx'

const object = 'marketing.channel_code'

/** What a code brings, and how it works; a draft is worked on first. */
const CodeTabs = ({ row, status, form }: { readonly row: Row | null; readonly status: string; readonly form: ReactNode }) => {
  const text = useText()
  const [tab, setTab] = useState<string | null>(null)
  return (
    <Tabs
      activeKey={tab ?? (status === 'draft' ? 'form' : 'figures')}
      onChange={setTab}
      items={[
        { key: 'figures', label: text(label('数据', 'Figures')), children: row ? <ChannelCodeFigures row={row} /> : null },
        { key: 'form', label: text(label('设置', 'Settings')), children: form },
      ]}
    />
  )
}

/** One code: its picture and state at the left, what it brings and how it works at the right. */
const ChannelCodePage = () => {
  const id = usePathPart('id') ?? ''
  const fresh = id === 'new'
  const text = useText()
  const navigate = useNavigate()
  const meta = useModel().object(object)
  const { row, status, error, retry } = useCode(fresh ? null : id)
  if (!meta) return <Empty icon="lock" title={text(label('没有查看权限', 'You may not see this'))} />
  if (error) return <Failure error={error} retry={retry} />
  if (!fresh && !row) return <Skeleton rows={8} />
  const name = row ? String(row.name) : text(label('新建活码', 'New code'))
  const saved = (next: Row) => {
    if (fresh) void navigate({ to: recordPath(object, next.id), replace: true })
  }
  const form = <ChannelCodeForm key={row?.id ?? 'new'} meta={meta} row={row} saved={saved} />
  return (
    <section className="lk-code-page" aria-label={name}>
      <CodeHead meta={meta} row={row} name={name} status={status} />
      {fresh ? (
        <div className="lk-code-main">{form}</div>
      ) : (
        <div className="lk-code-body">
          <CodeCard meta={meta} row={row} name={name} status={status} />
          <div className="lk-code-main">
            <CodeTabs row={row} status={status} form={form} />
          </div>
        </div>
      )}
    </section>
  )
}
export default ChannelCodePage
