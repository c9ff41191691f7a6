import { label, type MetaObject, type Row, textIn } from '@lianke/kernel'
import { FieldValue, Icon, useText, useToast } from '@lianke/ui'
import { Button } from 'antd'
import { codeWords } from '../code-words.ts'
import { downloadQr, QrImage } from '../qr-image.tsx'
import { CodeNotes } from './code-notes.tsx'

/** The picture may be kept, and its link passed on. */
export const PictureActs = ({ qr, name }: { readonly qr: string | null; readonly name: string }) => {
  const text = useText()
  const toast = useToast()
  const copyLink = () =>
    qr && navigator.clipboard.writeText(qr).then(() => toast.done(text(label('已复制链接', 'Link copied'))), toast.failed)
  return (
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
  )
}

/** A code's picture, how it stands, and what it stands for. */
export const CodeCard = ({
  meta,
  row,
  name,
  status,
}: {
  readonly meta: MetaObject
  readonly row: Row | null
  readonly name: string
  readonly status: string
}) => {
  const text = useText()
  const qr = textIn(row?.qr_url)
  const { campaign, tags } = meta.fields
  return (
    <aside className="lk-code-card">
      <QrImage url={qr} size={208} name={name} />
      <PictureActs qr={qr} name={name} />
      <CodeNotes row={row} status={status} />
      <dl className="lk-code-facts">
        <dt>{text(label('渠道参数', 'State'))}</dt>
        <dd>
          <code>{String(row?.state ?? '') || '–'}</code>
        </dd>
        <dt>{text(label('来源', 'Source'))}</dt>
        <dd>{String(row?.source ?? '') || name}</dd>
        <dt>{text(label('活动', 'Campaign'))}</dt>
        <dd>{campaign && row?.campaign ? <FieldValue field={campaign} value={row.campaign} /> : '–'}</dd>
        <dt>{text(label('标签', 'Tags'))}</dt>
        <dd>{tags && row?.tags ? <FieldValue field={tags} value={row.tags} /> : '–'}</dd>
      </dl>
    </aside>
  )
}
