import './composer.css'
import { label, type MetaObject, optionsIn } from '@lianke/kernel'
import { useModel, useMoment, usePeek, useText } from '@lianke/ui'
import { Button, Input, Segmented, Select } from 'antd'
import type { KeyboardEvent } from 'react'
import { type FollowUpDraft, useFollowUp } from './use-follow-up.ts'

const nextDays = [1, 3, 7] as const

/** In how many days to come back. */
const NextFollowUp = ({ draft: { days, setDays } }: { readonly draft: FollowUpDraft }) => {
  const text = useText()
  const { now, date } = useMoment()
  return (
    <Segmented
      size="small"
      aria-label={text(label('下次跟进', 'Next follow-up'))}
      value={days ?? 0}
      onChange={(next) => setDays(Number(next) || null)}
      options={[
        { value: 0, label: text(label('不安排', 'No next')) },
        ...nextDays.map((n) => ({
          value: n,
          label: n === 1 ? text(label('明天', 'Tomorrow')) : text(label('{n} 天后', 'In {n} days'), { n }),
          title: date(now().add(n, 'day').format('YYYY-MM-DD')),
        })),
      ]}
    />
  )
}

/** How one spoke, when to come back, and saving it. */
const Foot = ({ meta, draft }: { readonly meta: MetaObject; readonly draft: FollowUpDraft }) => {
  const text = useText()
  const { way, setWay, send, sending, ready } = draft
  return (
    <div className="lk-composer-foot">
      <Select
        size="small"
        variant="filled"
        value={way}
        onChange={setWay}
        popupMatchSelectWidth={false}
        options={optionsIn(meta.fields.way?.options).map((one) => ({ value: one.value, label: text(one.label) }))}
      />
      <NextFollowUp draft={draft} />
      <span className="lk-grow" />
      <Button size="small" type="primary" disabled={!ready} loading={sending} onClick={send}>
        {text(label('记录', 'Save'))}
      </Button>
    </div>
  )
}

/** A follow-up in one breath: what was said, how, and when to come back. */
const FollowUpComposer = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const { peek } = usePeek()
  const draft = useFollowUp(object, id)
  const meta = useModel().object('fieldwork.follow_up')
  if (!meta?.may.create) return null
  const { content, setContent, ready, send } = draft
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && ready) send()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the saving keys of its inputs
    <div className="lk-composer" onKeyDown={onKeyDown}>
      <Input.TextArea
        variant="borderless"
        autoFocus={Boolean(peek?.compose && peek.id === id)}
        autoSize={{ minRows: content ? 3 : 1, maxRows: 10 }}
        maxLength={10_000}
        value={content}
        onChange={(event) => setContent(event.target.value)}
        placeholder={text(label('写跟进：聊了什么，客户怎么想，下一步做什么', 'What was said, what they think, what comes next'))}
      />
      {content ? <Foot meta={meta} draft={draft} /> : null}
    </div>
  )
}
export default FollowUpComposer
