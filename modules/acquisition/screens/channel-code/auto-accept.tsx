import { label } from '@lianke/kernel'
import { ClockInput } from '@lianke/ui'
import { Switch } from 'antd'
import { CodeField } from './code-field.tsx'
import type { CodeDraft } from './use-code-draft.ts'

/** Whether newcomers are accepted by themselves, and in which hours. */
export const AutoAccept = ({ draft }: { readonly draft: CodeDraft }) => {
  const { values, set } = draft
  const accepts = values.auto_accept !== false
  return (
    <CodeField
      draft={draft}
      name="auto_accept"
      said={label('自动通过好友', 'Accept automatically')}
      help={accepts ? label('不填时间就是全天', 'All day without hours') : label('由员工手动通过', 'Staff accept by hand')}
    >
      <span className="lk-row" style={{ minHeight: 32 }}>
        <Switch id="code-auto_accept" checked={accepts} onChange={(next) => set('auto_accept', next)} />
        {accepts ? (
          <>
            <ClockInput
              edge="from"
              value={String(values.auto_accept_from ?? '')}
              onChange={(next) => set('auto_accept_from', next)}
            />
            <span className="lk-muted">–</span>
            <ClockInput edge="to" value={String(values.auto_accept_to ?? '')} onChange={(next) => set('auto_accept_to', next)} />
          </>
        ) : null}
      </span>
    </CodeField>
  )
}
