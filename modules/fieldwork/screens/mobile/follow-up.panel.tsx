import { label } from '@lianke/kernel'
import { Button, optionsOf, useText } from '@lianke/ui/phone'
import { type FollowUpDraft, useFollowUpDraft } from './use-follow-up-draft.ts'
import { When } from './when.tsx'

const contentMax = 10_000

interface OfDraft {
  readonly draft: FollowUpDraft
}

/** How one spoke. */
const Ways = ({ draft: { ways, way, setWay } }: OfDraft) => {
  const text = useText()
  return ways ? (
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
  ) : null
}

/** When to come back, and what for. */
const NextStep = ({ draft: { next, setNext, subject, setSubject, usual } }: OfDraft) => {
  const text = useText()
  return (
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
  )
}

/** What was said and when to come back, in one breath. Written on the phone first: a lost network loses nothing. */
const FollowUp = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const draft = useFollowUpDraft(id)
  const { content, write, save, busy } = draft
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
        <Ways draft={draft} />
        <NextStep draft={draft} />
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
