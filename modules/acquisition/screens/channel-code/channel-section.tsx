import { label } from '@lianke/kernel'
import { campaign } from '@lianke/marketing/contract'
import { PageSection, RecordPicker, useText } from '@lianke/ui'
import { CodeField, CodeInput } from './code-field.tsx'
import type { CodeDraft } from './use-code-draft.ts'

/** What the code is called, and the source and campaign it stands for. */
export const ChannelSection = ({ draft }: { readonly draft: CodeDraft }) => {
  const text = useText()
  const { values, set } = draft
  return (
    <PageSection title={text(label('渠道', 'Channel'))}>
      <div className="lk-form-grid">
        <CodeField draft={draft} name="name" said={label('名称', 'Name')}>
          <CodeInput
            draft={draft}
            name="name"
            max={120}
            placeholder={text(label('如：西湖店台卡', 'For example: West Lake counter card'))}
          />
        </CodeField>
        <CodeField
          draft={draft}
          name="source"
          said={label('来源名称', 'Source name')}
          help={label('写进客户的来源，不填就用活码名称', 'Written to the person’s source; the code’s name when empty')}
        >
          <CodeInput draft={draft} name="source" max={120} />
        </CodeField>
        <CodeField draft={draft} name="campaign" said={label('活动', 'Campaign')}>
          <RecordPicker
            id="code-campaign"
            to={campaign.name}
            value={values.campaign}
            onChange={(next) => set('campaign', next)}
          />
        </CodeField>
      </div>
    </PageSection>
  )
}
