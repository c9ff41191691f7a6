import { label, listIn, textsIn } from '@lianke/kernel'
import { PageSection, useText } from '@lianke/ui'
import { Input } from 'antd'
import { useState } from 'react'
import { attachmentIn } from '../attachment.ts'
import { AttachmentsEditor } from '../attachments-editor.tsx'
import { namesOf } from '../code-form.ts'
import { CodeField } from './code-field.tsx'
import type { CodeDraft } from './use-code-draft.ts'

/** What a newcomer is greeted with, and who is not greeted. */
export const WelcomeSection = ({ draft }: { readonly draft: CodeDraft }) => {
  const text = useText()
  const { values, set } = draft
  const [names, setNames] = useState(() => textsIn(values.blocked_names).join('\n'))
  const attachments = listIn(values.welcome_attachments, attachmentIn)
  return (
    <PageSection title={text(label('欢迎语', 'Welcome'))}>
      <div className="lk-form-grid">
        <CodeField draft={draft} name="welcome_text" said={label('文字', 'Text')}>
          <Input.TextArea
            id="code-welcome_text"
            autoSize={{ minRows: 4, maxRows: 12 }}
            maxLength={2000}
            value={String(values.welcome_text ?? '')}
            onChange={(event) => set('welcome_text', event.target.value)}
          />
        </CodeField>
        <div className="lk-field wide">
          <button
            type="button"
            className="lk-filter-add"
            style={{ alignSelf: 'flex-start', marginLeft: -8 }}
            onClick={() => set('welcome_text', `${String(values.welcome_text ?? '')}{name}`)}
          >
            <span aria-hidden style={{ fontFamily: 'var(--lk-mono)', fontSize: 12 }}>
              {'{}'}
            </span>
            {text(label('插入客户昵称', 'Insert the nickname'))}
          </button>
        </div>
        <CodeField draft={draft} name="welcome_attachments" said={label('附件', 'Attachments')}>
          <AttachmentsEditor value={attachments} onChange={(next) => set('welcome_attachments', next)} />
        </CodeField>
        <CodeField
          draft={draft}
          name="blocked_names"
          said={label('昵称黑名单', 'Blocked nicknames')}
          help={label('每行一个；昵称里含有这些字的不发欢迎语', 'One per line; nicknames that contain them are not greeted')}
        >
          <Input.TextArea
            id="code-blocked_names"
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={names}
            onChange={(event) => {
              setNames(event.target.value)
              set('blocked_names', namesOf(event.target.value))
            }}
          />
        </CodeField>
      </div>
    </PageSection>
  )
}
