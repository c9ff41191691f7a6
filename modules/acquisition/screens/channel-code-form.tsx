import { staff } from '@lianke/organisation/contract'
import { label, listIn, type MetaObject, type Row } from '@lianke/kernel'
import { useRecord, useText } from '@lianke/ui'
import { Button } from 'antd'
import { attachmentIn } from './attachment.ts'
import { AfterAddingSection } from './channel-code/after-adding-section.tsx'
import { ChannelSection } from './channel-code/channel-section.tsx'
import { idsOf, slotsOf } from './channel-code/code-values.ts'
import { ReceptionSection } from './channel-code/reception-section.tsx'
import { useCodeDraft } from './channel-code/use-code-draft.ts'
import { useChannelName } from './channel-code/use-channel-name.ts'
import { WelcomeSection } from './channel-code/welcome-section.tsx'
import { PhonePreview } from './phone-preview.tsx'

/** Everything about a code that a person decides; the preview beside it changes while one types. */
export const ChannelCodeForm = ({
  meta,
  row,
  saved,
}: {
  readonly meta: MetaObject
  readonly row: Row | null
  saved(row: Row): void
}) => {
  const text = useText()
  const draft = useCodeDraft(row, saved)
  const { values, submit, dirty, saving } = draft
  const firstStaff = idsOf(values.staff)[0] ?? slotsOf(values)[0]?.staff[0]
  const staffName = String(useRecord(staff.name, firstStaff).data?.name ?? '')
  const attachments = listIn(values.welcome_attachments, attachmentIn)
  const channel = useChannelName(values.channel)
  return (
    <div className="lk-code-form">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ChannelSection draft={draft} />
        <ReceptionSection draft={draft} />
        <AfterAddingSection meta={meta} draft={draft} />
        <WelcomeSection draft={draft} />
        <div className="lk-code-save">
          <Button type="primary" htmlType="submit" loading={saving} disabled={!dirty}>
            {text(label('保存', 'Save'))}
          </Button>
          {dirty ? <span className="lk-muted">{text(label('有改动未保存', 'Unsaved changes'))}</span> : null}
        </div>
      </form>
      <div className="lk-code-preview">
        <p className="lk-label">{text(label('客户看到的', 'What the customer sees'))}</p>
        <PhonePreview welcome={String(values.welcome_text ?? '')} attachments={attachments} staff={staffName} channel={channel} />
      </div>
    </div>
  )
}
