import { label, type MetaField, type Row } from '@lianke/kernel'
import { Button, Empty, Failure, optionsOf, OptionPill, SearchBox, Skeleton, useModel, useText } from '@lianke/ui/phone'
import { useCallback, useState } from 'react'
import { chatMessage, copyText } from './chat-message.ts'
import { useContent } from './use-content.ts'
import { useSending } from './use-sending.ts'

const every = ''

/** All content, or one kind of it. */
const Kinds = ({
  kinds,
  value,
  onChange,
}: {
  readonly kinds: MetaField
  readonly value: string
  onChange(kind: string): void
}) => {
  const text = useText()
  return (
    <div className="lkm-chips row">
      {[{ value: every, label: label('全部', 'All') }, ...optionsOf(kinds)].map((option) => (
        <button
          key={option.value}
          type="button"
          className="lkm-chip"
          aria-pressed={value === option.value}
          onClick={() => onChange(option.value)}
        >
          {text(option.label)}
        </button>
      ))}
    </div>
  )
}

/** One piece of content: what it says, and one tap to send it. */
const Item = ({ row, kinds }: { readonly row: Row; readonly kinds: MetaField | undefined }) => {
  const { send, act } = useSending()
  return (
    <div className="lkm-line">
      <span className="lk-grow lkm-line-text">
        <span className="lkm-line-title">
          <span>{String(row.title)}</span>
          {kinds ? <OptionPill field={kinds} value={String(row.kind)} /> : null}
        </span>
        <span className="lkm-line-note">
          {chatMessage(row).kind === 'text' ? copyText(row) : String(row.summary ?? row.link ?? '')}
        </span>
      </span>
      <Button
        size="small"
        color="primary"
        fill="outline"
        aria-label={`${act} ${String(row.title)}`}
        onClick={() => void send(row)}
      >
        {act}
      </Button>
    </div>
  )
}

/** Scripts and content: searched, read, and sent into the chat beside the sidebar with one tap. */
const Content = () => {
  const text = useText()
  const kinds = useModel().object('content.item')?.fields.kind
  const [q, setQ] = useState('')
  const [kind, setKind] = useState(every)
  const search = useCallback((next: string) => setQ(next), [])
  const { data, error, refetch } = useContent(q, kind)
  return (
    <>
      <SearchBox placeholder={text(label('搜话术、文章、链接', 'Scripts, articles, links'))} onSearch={search} />
      {kinds ? <Kinds kinds={kinds} value={kind} onChange={setKind} /> : null}
      <div className="lkm-sheet-body lkm-lines">
        {error ? (
          <Failure small error={error} retry={() => void refetch()} />
        ) : !data ? (
          <Skeleton rows={5} height={64} />
        ) : data.data.length === 0 ? (
          <Empty
            small
            icon="search"
            title={text(label('没有找到内容', 'Nothing found'))}
            help={text(
              label('换个词试试；内容由市场同事在电脑端维护', 'Try another word. Content is kept by marketing on the desktop.'),
            )}
          />
        ) : (
          data.data.map((row) => <Item key={row.id} row={row} kinds={kinds} />)
        )}
      </div>
    </>
  )
}
export default Content
