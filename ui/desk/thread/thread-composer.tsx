import { Button, Input, Segmented } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useWords } from '../../base/i18n/i18n.ts'

const drafts = new Map<string, string>()

interface Props {
  /** What it is about: each has its own draft. */
  readonly draft: string
  readonly note: boolean
  /** Absent: there is no choice. */
  setNote?: ((note: boolean) => void) | undefined
  /** Rejects where it was not taken: the words stay. */
  send(words: string): Promise<unknown>
  /** Why there is no choice. */
  readonly why?: string | undefined
  readonly children?: ReactNode
}

/** The words while they are written: kept when one leaves, gone when they are sent. */
const useDraft = ({ draft, send }: Pick<Props, 'draft' | 'send'>) => {
  const [words, setWords] = useState(drafts.get(draft) ?? '')
  const [sending, setSending] = useState(false)
  const keep = (next: string) => {
    drafts.set(draft, next)
    setWords(next)
  }
  const submit = () => {
    if (!words.trim() || sending) return
    setSending(true)
    send(words.trim())
      .then(
        () => keep(''),
        () => undefined,
      )
      .finally(() => setSending(false))
  }
  return { words, keep, sending, submit }
}

/** Where the next word of a thread is written: to the customer or among colleagues. Ctrl-Enter sends. */
export const ThreadComposer = ({ draft, note, setNote, send, why, children }: Props) => {
  const w = useWords()
  const { words, keep, sending, submit } = useDraft({ draft, send })
  const said = w(note ? 'thread.write_note' : 'thread.write')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    submit()
  }
  return (
    <div className={`lk-thread-composer${note ? ' note' : ''}`}>
      <Input.TextArea
        variant="borderless"
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={4000}
        aria-label={said}
        placeholder={said}
        value={words}
        onChange={(event) => keep(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="lk-thread-composer-foot">
        {setNote ? (
          <Segmented
            size="small"
            value={note ? 'note' : 'reply'}
            onChange={(next) => setNote(next === 'note')}
            options={[
              { value: 'reply', label: w('thread.reply') },
              { value: 'note', label: w('thread.note') },
            ]}
          />
        ) : (
          <span className="lk-label">{why}</span>
        )}
        {children}
        <span className="lk-grow" />
        <Button size="small" type="primary" disabled={!words.trim()} loading={sending} onClick={submit}>
          {w(note ? 'thread.keep' : 'thread.send')}
        </Button>
      </div>
    </div>
  )
}
