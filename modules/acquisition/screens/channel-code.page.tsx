import './channel-codes.css'
import { label, type Row, textIn } from '@lianke/kernel'
import {
  Empty,
  Failure,
  FieldValue,
  Icon,
  listPath,
  recordPath,
  Skeleton,
  useCommand,
  useMay,
  useModel,
  useRecord,
  useRemove,
  useText,
  useToast,
  usePathPart,
} from '@lianke/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Dropdown, Tabs } from 'antd'
import { useEffect, useState } from 'react'
import { codeWords } from './code-words.ts'
import { ChannelCodeFigures } from './channel-code-figures.tsx'
import { ChannelCodeForm } from './channel-code-form.tsx'
import { useChannelName } from './channel-code/use-channel-name.ts'
import { downloadQr, QrImage } from './qr-image.tsx'

const object = 'marketing.channel_code'
const askAgainMs = 1500

/** One code: its picture and state at the left, what it brings and how it works at the right. */
const ChannelCodePage = () => {
  const id = usePathPart('id') ?? ''
  const fresh = id === 'new'
  const text = useText()
  const toast = useToast()
  const may = useMay()
  const { modal } = App.useApp()
  const navigate = useNavigate()
  const meta = useModel().object(object)
  const record = useRecord(object, fresh ? null : id)
  const publish = useCommand('channel_code.publish')
  const stop = useCommand('channel_code.stop')
  const { remove, restore } = useRemove(object)
  const row: Row | null = record.data ?? null
  const status = String(row?.status ?? 'draft')
  const channel = useChannelName(row?.channel)
  const [tab, setTab] = useState<string | null>(null)
  const { refetch } = record
  useEffect(() => {
    if (status !== 'publishing') return
    const timer = setInterval(() => void refetch(), askAgainMs)
    return () => clearInterval(timer)
  }, [status, refetch])
  if (!meta) return <Empty icon="lock" title={text(label('没有查看权限', 'You may not see this'))} />
  if (record.error) return <Failure error={record.error} retry={() => void record.refetch()} />
  if (!fresh && !row) return <Skeleton rows={8} />
  const name = row ? String(row.name) : text(label('新建活码', 'New code'))
  const qr = textIn(row?.qr_url)
  const canPublish = may('channel_code.publish')
  const send = () =>
    publish.mutate(
      { id },
      {
        onSuccess: () =>
          toast.done(
            status === 'live'
              ? text(label('改动已送往{channel}', 'Changes are on their way to {channel}'), { channel })
              : text(label('正在发布', 'Publishing')),
          ),
        onError: toast.failed,
      },
    )
  const halt = () =>
    modal.confirm({
      title: text(label('停用“{name}”？', 'Stop “{name}”?'), { name }),
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
  const saved = (next: Row) => {
    if (fresh) void navigate({ to: recordPath(object, next.id), replace: true })
  }
  const copyLink = () =>
    qr && navigator.clipboard.writeText(qr).then(() => toast.done(text(label('已复制链接', 'Link copied'))), toast.failed)
  const form = <ChannelCodeForm key={row?.id ?? 'new'} meta={meta} row={row} saved={saved} />
  return (
    <section className="lk-code-page" aria-label={name}>
      <header className="lk-code-head">
        <Link to={listPath(object)} className="lk-muted">
          {text(label('渠道活码', 'Channel codes'))}
        </Link>
        <span className="lk-muted">/</span>
        <h1 className="lk-title-3 lk-ellipsis">{name}</h1>
        {row && meta.fields.status ? <FieldValue field={meta.fields.status} value={row.status} /> : null}
        <span className="lk-grow" />
        {row && canPublish ? (
          <Button
            type={status === 'live' ? 'default' : 'primary'}
            loading={publish.isPending || status === 'publishing'}
            onClick={send}
          >
            {status === 'live'
              ? text(label('更新到{channel}', 'Update in {channel}'), { channel })
              : status === 'publishing'
                ? text(label('发布中', 'Publishing'))
                : text(label('发布', 'Publish'))}
          </Button>
        ) : null}
        {row ? (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            menu={{
              items: [
                ...(canPublish && ['live', 'failed', 'publishing'].includes(status)
                  ? [{ key: 'stop', label: text(label('停用', 'Stop')), icon: <Icon name="close" size={14} /> }]
                  : []),
                ...(meta.may.delete
                  ? [{ key: 'remove', label: text(label('删除', 'Delete')), danger: true, icon: <Icon name="trash" size={14} /> }]
                  : []),
              ],
              onClick: ({ key }) => (key === 'stop' ? halt() : discard()),
            }}
          >
            <button type="button" className="lk-icon-button" aria-label={text(label('更多', 'More'))}>
              <Icon name="more" size={16} />
            </button>
          </Dropdown>
        ) : null}
      </header>
      {fresh ? (
        <div className="lk-code-main">{form}</div>
      ) : (
        <div className="lk-code-body">
          <aside className="lk-code-card">
            <QrImage url={qr} size={208} name={name} />
            <div className="lk-row" style={{ justifyContent: 'center' }}>
              <Button
                size="small"
                icon={<Icon name="download" size={13} />}
                disabled={!qr}
                onClick={() => qr && void downloadQr(qr, name).catch(toast.failed)}
              >
                {text(codeWords.save_qr)}
              </Button>
              <Button size="small" icon={<Icon name="copy" size={13} />} disabled={!qr} onClick={() => void copyLink()}>
                {text(label('复制链接', 'Copy link'))}
              </Button>
            </div>
            {status === 'publishing' ? (
              <p className="lk-code-note" role="status">
                <Icon name="refresh" size={13} />
                {text(label('正在等{channel}返回二维码，一般几秒', 'Waiting for {channel} to answer, usually seconds'), {
                  channel,
                })}
              </p>
            ) : null}
            {row?.failure ? (
              <p className="lk-code-note bad" role="alert">
                <Icon name="warning" size={13} />
                <span>{String(row.failure)}</span>
              </p>
            ) : null}
            {status === 'draft' ? (
              <p className="lk-code-note">
                {text(label('还没有发布，保存后点右上角“发布”', 'Not published yet: save, then publish'))}
              </p>
            ) : null}
            {status === 'stopped' ? (
              <p className="lk-code-note">{text(label('已停用，二维码不能再添加员工', 'Stopped: the code adds nobody'))}</p>
            ) : null}
            <dl className="lk-code-facts">
              <dt>{text(label('渠道参数', 'State'))}</dt>
              <dd>
                <code>{String(row?.state ?? '') || '–'}</code>
              </dd>
              <dt>{text(label('来源', 'Source'))}</dt>
              <dd>{String(row?.source ?? '') || name}</dd>
              <dt>{text(label('活动', 'Campaign'))}</dt>
              <dd>
                {meta.fields.campaign && row?.campaign ? <FieldValue field={meta.fields.campaign} value={row.campaign} /> : '–'}
              </dd>
              <dt>{text(label('标签', 'Tags'))}</dt>
              <dd>{meta.fields.tags && row?.tags ? <FieldValue field={meta.fields.tags} value={row.tags} /> : '–'}</dd>
            </dl>
          </aside>
          <div className="lk-code-main">
            <Tabs
              activeKey={tab ?? (status === 'draft' ? 'form' : 'figures')}
              onChange={setTab}
              items={[
                {
                  key: 'figures',
                  label: text(label('数据', 'Figures')),
                  children: row ? <ChannelCodeFigures row={row} /> : null,
                },
                { key: 'form', label: text(label('设置', 'Settings')), children: form },
              ]}
            />
          </div>
        </div>
      )}
    </section>
  )
}
export default ChannelCodePage
