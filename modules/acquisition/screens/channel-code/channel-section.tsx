import { label, textIn } from '@lianke/kernel'
import { campaign } from '@lianke/marketing/contract'
import { PageSection, RecordPicker, useCompanies, useModel, useText } from '@lianke/ui'
import { Select } from 'antd'
import { CodeField, CodeInput } from './code-field.tsx'
import type { CodeDraft } from './use-code-draft.ts'

const channelCode = 'marketing.channel_code'

/** In which of the vendor's companies the code is made, where there are several; decided once. */
const CompanyField = ({ draft }: { readonly draft: CodeDraft }) => {
  const { values, set } = draft
  const usual = useModel().object(channelCode)?.fields.channel?.options.default
  const companies = useCompanies(textIn(values.channel) ?? textIn(usual) ?? '')
  if (companies.length < 2) return null
  return (
    <CodeField
      draft={draft}
      name="issuer"
      said={label('企业', 'Corporation')}
      help={label('接待员工要有这家企业的账号；保存后不能改', 'Staff need an account there; it cannot be changed once saved')}
    >
      <Select
        id="code-issuer"
        disabled={values.id !== undefined}
        value={textIn(values.issuer) || ''}
        onChange={(next) => set('issuer', next)}
        options={companies.map(({ issuer, name, first }) => ({ value: first ? '' : issuer, label: name }))}
      />
    </CodeField>
  )
}

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
        <CompanyField draft={draft} />
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
