import { label } from '@lianke/kernel'
import { Button, optionsOf, useAct, useModel, useMoment, usePost, useText, useToast } from '@lianke/ui/phone'
import { useState } from 'react'
import { never, When } from './when.tsx'

const contentMax = 10_000

/** What was said and when to come back, in one breath. Written on the phone first: a lost network loses nothing. */
const FollowUp = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const post = usePost()
  const { close } = useAct()
  const { typed } = useMoment()
  const ways = useModel().object('fieldwork.follow_up')?.fields.way
  // A sheet put away by a slip of the thumb, or a reload, keeps what was typed.
  const draft = `lianke.draft.${id}`
  const [content, setContent] = useState(() => sessionStorage.getItem(draft) ?? '')
  const write = (typedText: string) => {
    setContent(typedText)
    sessionStorage.setItem(draft, typedText)
  }
  const [way, setWay] = useState(String(ways?.options.default ?? 'wechat'))
  const [next, setNext] = useState(never)
  const [subject, setSubject] = useState('')
  const [busy, setBusy] = useState(false)
  const usual = text(label('继续跟进', 'Follow up again'))
  const save = async () => {
    setBusy(true)
    const said = content.trim()
    const outcome = await post({
      command: 'follow_up.write',
      about: id,
      said,
      input: {
        person: id,
        content: said,
        way,
        happened_at: new Date().toISOString(),
        ...(next ? { next: { subject: subject.trim() || usual, due_at: typed(next).toISOString() } } : {}),
      },
    })
    setBusy(false)
    if (outcome.kind === 'refused') return toast.failed(outcome.problem)
    sessionStorage.removeItem(draft)
    toast.done(
      outcome.kind === 'sent'
        ? text(label('跟进已记录', 'Follow-up saved'))
        : text(label('没有网络：已存在手机里，联网后自动发送', 'No network: kept on this phone, sent when it is back')),
    )
    close()
  }
  return (
    <>
      <div className="lkm-sheet-body">
        <div className="lkm-field">
          <textarea
            className="lkm-input"
            data-first=""
            rows={4}
            maxLength={contentMax}
            aria-label={text(label('跟进内容', 'What was said'))}
            placeholder={text(label('聊了什么，客户怎么想', 'What was said, what they think'))}
            value={content}
            onChange={(event) => write(event.target.value)}
          />
        </div>
        {ways ? (
          <div className="lkm-chips row">
            {optionsOf(ways).map((option) => (
              <button
                key={option.value}
                type="button"
                className="lkm-chip"
                aria-pressed={way === option.value}
                onClick={() => setWay(option.value)}
              >
                {text(option.label)}
              </button>
            ))}
          </div>
        ) : null}
        <fieldset className="lkm-choice">
          <legend>{text(label('下一步', 'Next step'))}</legend>
          <When none value={next} onChange={setNext} />
          {next ? (
            <label className="lkm-field">
              <span className="lkm-label">{text(label('做什么', 'What'))}</span>
              <input
                className="lkm-input"
                placeholder={usual}
                maxLength={300}
                value={subject}
                onChange={(event) => setSubject(event.target.value)}
              />
            </label>
          ) : null}
        </fieldset>
      </div>
      <div className="lkm-sheet-foot">
        <Button block color="primary" size="large" disabled={!content.trim()} loading={busy} onClick={() => void save()}>
          {text(label('记录跟进', 'Save follow-up'))}
        </Button>
      </div>
    </>
  )
}
export default FollowUp
