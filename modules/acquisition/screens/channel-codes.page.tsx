import './channel-codes.css'
import { label, type MetaObject } from '@lianke/kernel'
import { Empty, Failure, Icon, Page, recordPath, Skeleton, useList, useModel, useNarrow, useText } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { CodeCards } from './channel-codes/code-cards.tsx'
import { CodeTable } from './channel-codes/code-table.tsx'

const object = 'marketing.channel_code'

const NewCode = () => {
  const text = useText()
  const navigate = useNavigate()
  return (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => void navigate({ to: recordPath(object, 'new') })}>
      {text(label('新建活码', 'New code'))}
    </Button>
  )
}

/** Nothing fits what is searched for, or nothing is there yet. */
const NoCodes = ({ searched, create }: { readonly searched: boolean; readonly create: ReactNode }) => {
  const text = useText()
  return searched ? (
    <Empty icon="search" title={text(label('没有符合的活码', 'No code matches'))} />
  ) : (
    <Empty
      icon="qrcode"
      title={text(label('还没有渠道活码', 'No channel codes yet'))}
      help={text(
        label(
          '一个码放到一处渠道，扫码的客户自动分给员工、打上标签、收到欢迎语',
          'One code per place: those who scan it are given to staff, tagged and greeted',
        ),
      )}
    >
      {create}
    </Empty>
  )
}

const Codes = ({ meta, search, create }: { readonly meta: MetaObject; readonly search: string; readonly create: ReactNode }) => {
  const text = useText()
  const narrow = useNarrow()
  const list = useList(object, { sort: ['-created_at'], ...(search ? { search } : {}) })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (list.isPending) return <Skeleton rows={8} height={64} />
  if (rows.length === 0) return <NoCodes searched={search !== ''} create={create} />
  const Shown = narrow ? CodeCards : CodeTable
  return (
    <>
      <Shown rows={rows} status={meta.fields.status} />
      {list.hasNextPage ? (
        <div style={{ padding: 16, textAlign: 'center' }}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text(label('再看一些', 'Show more'))}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** Codes with their picture, their state, who answers, and what they bring. */
const ChannelCodesPage = () => {
  const text = useText()
  const narrow = useNarrow()
  const meta = useModel().object(object)
  const [q, setQ] = useState('')
  const search = useDeferredValue(q.trim())
  if (!meta) return <Empty icon="lock" title={text(label('没有查看权限', 'You may not see this'))} />
  const create = meta.may.create ? <NewCode /> : null
  const finder = narrow ? null : (
    <Input
      variant="filled"
      allowClear
      style={{ width: 200 }}
      prefix={<Icon name="search" size={13} />}
      placeholder={text(label('按名称查找', 'Find by name'))}
      value={q}
      onChange={(event) => setQ(event.target.value)}
    />
  )
  return (
    <Page
      wide
      title={text(label('渠道活码', 'Channel codes'))}
      actions={
        <>
          {finder}
          {create}
        </>
      }
    >
      <Codes meta={meta} search={search} create={create} />
    </Page>
  )
}
export default ChannelCodesPage
