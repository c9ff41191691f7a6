import { label } from '@lianke/kernel'
import { useCallback, useState } from 'react'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Button } from '../button.tsx'
import { Sheet } from '../sheet.tsx'
import { discard, type Entry, tryAgain, uncertain } from './outbox.ts'
import { useWaiting } from './use-outbox.ts'

const WaitingEntry = ({ entry }: { readonly entry: Entry }) => {
  const text = useText()
  const w = useWords()
  const { ago } = useMoment()
  const why =
    entry.refused === uncertain
      ? text(
          label(
            '发出后一直没有收到答复，可能已经记录。请先看看客户动态，再决定是否重发。',
            'It was sent and never answered, so it may be there already. Look at the timeline first, then decide.',
          ),
        )
      : entry.refused
  return (
    <li>
      <span className="lkm-waiting-text">{entry.said}</span>
      <span className="lk-label">
        {ago(new Date(entry.at).toISOString())} ·{' '}
        {why ? text(label('没有记录', 'Not recorded')) : text(label('等待发送', 'Waiting to be sent'))}
      </span>
      {why ? <p className="lkm-problem">{why}</p> : null}
      {why ? (
        <div className="lkm-buttons">
          <Button size="small" onClick={() => discard(entry.id)}>
            {text(label('放弃', 'Discard'))}
          </Button>
          <Button size="small" color="primary" onClick={() => tryAgain(entry.id)}>
            {w('state.retry')}
          </Button>
        </div>
      ) : null}
    </li>
  )
}

/** Says that something waits for the network or was refused; a tap shows what. */
export const OutboxStrip = () => {
  const text = useText()
  const waiting = useWaiting()
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  const refused = waiting.filter((entry) => entry.refused).length
  return (
    <>
      {waiting.length > 0 ? (
        <button type="button" className={`lkm-strip${refused ? ' failed' : ''}`} onClick={() => setOpen(true)}>
          <Icon name={refused ? 'warning' : 'hourglass'} size={15} />
          <span className="lk-grow">
            {refused
              ? text(label('{n} 条没有记录，请处理', '{n} not recorded; please look'), { n: refused })
              : text(label('{n} 条已存在手机里，联网后自动发送', '{n} on this phone, sent once online'), { n: waiting.length })}
          </span>
          <Icon name="chevron-right" size={15} />
        </button>
      ) : null}
      <Sheet title={text(label('待发送', 'Waiting'))} open={open} onClose={close}>
        <ul className="lkm-waiting">
          {waiting.map((entry) => (
            <WaitingEntry key={entry.id} entry={entry} />
          ))}
        </ul>
        {waiting.length === 0 ? <p className="lkm-note">{text(label('都发送完了', 'Everything has been sent'))}</p> : null}
      </Sheet>
    </>
  )
}
