import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Label, label } from '@lianke/kernel'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { languages } from './languages.ts'
import { useCompanyDraft } from './use-company-draft.ts'
import { zones } from './zones.ts'

const Row = ({ said, help, children }: { readonly said: Label; readonly help?: Label; readonly children: ReactNode }) => {
  const text = useText()
  return (
    <div className="lk-setting">
      <div>
        <h3>{text(said)}</h3>
        {help ? <p className="lk-muted">{text(help)}</p> : null}
      </div>
      <div>{children}</div>
    </div>
  )
}

const named = label('公司名称', 'Company name')
const zoned = label('时区', 'Time zone')
const spoken = label('首选语言', 'First language')
const whatZoneMeans = label(
  '一天从哪里开始。已保存的时刻不变；今天、期限和定时任务从此按新时区算',
  'Where a day begins. Moments that are stored stay; days, deadlines and schedules are counted by it from then on',
)
const whereSpoken = label(
  '不知道对方用什么语言时系统说它：提醒、自动任务、接口',
  'What the house says where nobody’s own is known: notices, automations, API keys',
)

type Draft = NonNullable<ReturnType<typeof useCompanyDraft>>

const Inputs = ({ company, change, currency }: Draft) => {
  const text = useText()
  return (
    <>
      <Row said={named}>
        <Input
          aria-label={text(named)}
          maxLength={100}
          value={company.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Row>
      <Row said={zoned} help={whatZoneMeans}>
        <Select
          aria-label={text(zoned)}
          showSearch
          style={{ width: '100%' }}
          value={company.zone}
          onChange={(zone) => change({ zone })}
          options={zones.map((value) => ({ value, label: value }))}
        />
      </Row>
      <Row said={spoken} help={whereSpoken}>
        <Select
          aria-label={text(spoken)}
          style={{ width: '100%' }}
          value={company.locale}
          onChange={(locale) => change({ locale })}
          options={languages}
        />
      </Row>
      <Row
        said={label('本位币', 'Base currency')}
        help={label('在建立公司时选定，所有合计用它', 'Chosen when the company is made; all sums are in it')}
      >
        <span className="lk-num">{currency}</span>
      </Row>
    </>
  )
}

/** What the company is called, where its days begin and what it speaks; its currency was chosen when it was made. */
export const CompanySection = () => {
  const w = useWords()
  const toast = useToast()
  const draft = useCompanyDraft()
  if (!draft) return null
  const save = () => void draft.save().then((back) => toast.done(w('toast.saved'), back), toast.failed)
  return (
    <>
      <Inputs {...draft} />
      {draft.changed ? (
        <div className="lk-row" style={{ marginTop: 8 }}>
          <Button type="primary" loading={draft.busy} disabled={draft.company.name.trim() === ''} onClick={save}>
            {w('common.save')}
          </Button>
          <Button type="text" onClick={draft.cancel}>
            {w('common.cancel')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
