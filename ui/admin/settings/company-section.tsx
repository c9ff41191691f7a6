import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Label, label } from '@lianke/kernel'
import { useMe } from '../../base/client/session.ts'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { zones } from './zones.ts'

interface Company {
  readonly name: string
  readonly zone: string
  readonly locale: string
}

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

const languages = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
]

/** What the company is called, where its days begin and what it speaks; its currency was chosen when it was made. */
export const CompanySection = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const { data: me } = useMe()
  const [draft, setDraft] = useState<Partial<Company>>({})
  const [busy, setBusy] = useState(false)
  if (!me) return null
  const { name, zone, locale, base_currency: currency } = me.tenant
  const standing: Company = { name, zone, locale }
  const now = { ...standing, ...draft }
  const changed = now.name !== name || now.zone !== zone || now.locale !== locale
  const put = async (company: Company) => {
    await request('/company', { method: 'PATCH', body: company })
    setDraft({})
    await client.invalidateQueries()
  }
  const save = () => {
    setBusy(true)
    put(now)
      .then(() => toast.done(w('toast.saved'), () => put(standing)), toast.failed)
      .finally(() => setBusy(false))
  }
  const names = {
    name: label('公司名称', 'Company name'),
    zone: label('时区', 'Time zone'),
    locale: label('首选语言', 'First language'),
  }
  return (
    <>
      <Row said={names.name}>
        <Input
          aria-label={text(names.name)}
          maxLength={100}
          value={now.name}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
      </Row>
      <Row
        said={names.zone}
        help={label(
          '一天从哪里开始。已保存的时刻不变；今天、期限和定时任务从此按新时区算',
          'Where a day begins. Moments that are stored stay; days, deadlines and schedules are counted by it from then on',
        )}
      >
        <Select
          aria-label={text(names.zone)}
          showSearch
          style={{ width: '100%' }}
          value={now.zone}
          onChange={(next) => setDraft({ ...draft, zone: next })}
          options={zones.map((value) => ({ value, label: value }))}
        />
      </Row>
      <Row
        said={names.locale}
        help={label(
          '不知道对方用什么语言时系统说它：提醒、自动任务、接口',
          'What the house says where nobody’s own is known: notices, automations, API keys',
        )}
      >
        <Select
          aria-label={text(names.locale)}
          style={{ width: '100%' }}
          value={now.locale}
          onChange={(next) => setDraft({ ...draft, locale: next })}
          options={languages}
        />
      </Row>
      <Row
        said={label('本位币', 'Base currency')}
        help={label('在建立公司时选定，所有合计用它', 'Chosen when the company is made; all sums are in it')}
      >
        <span className="lk-num">{currency}</span>
      </Row>
      {changed ? (
        <div className="lk-row" style={{ marginTop: 8 }}>
          <Button type="primary" loading={busy} disabled={now.name.trim() === ''} onClick={save}>
            {w('common.save')}
          </Button>
          <Button type="text" onClick={() => setDraft({})}>
            {w('common.cancel')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
