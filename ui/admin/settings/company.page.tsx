import './settings.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { label, type Label, type SelectOption } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useMe } from '../../base/client/session.ts'
import { type CompanySetting, useSettingDraft, useSettings } from '../../base/client/settings.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { usePanels } from '../../base/registry/registry.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { PanelSlot } from '../../desk/shell/panel-slot.tsx'
import { CompanySection } from './company-section.tsx'
import { DataKeySection } from './data-key.tsx'
import { type JsonSchema, SchemaInput } from './schema-form.tsx'
import { SettingTrial } from './setting-trial.tsx'
import { usePathPart } from '../../base/client/address.ts'

type Setting = CompanySetting<JsonSchema>

/** A module words the parts of its settings as `setting.<name>.<part>`; priorities and the like are worded by the options that carry them. */
const useParts = (setting: string) => {
  const text = useText()
  const model = useModel()
  return (part: string): string | undefined => {
    const own = model.words[`setting.${setting}.${part}`]
    const option = model.objects
      .flatMap((object) => Object.values(object.fields))
      .flatMap((field) => (field.options.options ?? []) as readonly SelectOption[])
      .find(({ value }) => value === part)
    return own || option ? text(own ?? option?.label) : undefined
  }
}

const SettingRow = ({ setting }: { readonly setting: Setting }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { draft, changed, busy, change, cancel, save } = useSettingDraft(setting)
  const say = useParts(setting.name)
  const keep = () => void save().then((back) => toast.done(w('toast.saved'), setting.secret ? undefined : back), toast.failed)
  return (
    <div className="lk-setting">
      <div>
        <h3>{text(setting.label)}</h3>
        {setting.help ? <p className="lk-muted">{text(setting.help)}</p> : null}
      </div>
      <div>
        {setting.secret && setting.is_set ? (
          <div className="lk-label" style={{ marginBottom: 4 }}>
            {text(label('已设置。重新填写会替换它。', 'Set. Typing here replaces it.'))}
          </div>
        ) : null}
        <SchemaInput
          schema={setting.schema}
          value={draft}
          onChange={change}
          secret={setting.secret}
          said={text(setting.label)}
          say={say}
        />
        {changed ? (
          <div className="lk-row" style={{ marginTop: 8 }}>
            <Button size="small" type="primary" loading={busy} onClick={keep}>
              {w('common.save')}
            </Button>
            <Button size="small" type="text" onClick={cancel}>
              {w('common.cancel')}
            </Button>
            {setting.trial ? <SettingTrial trial={setting.trial} value={draft} /> : null}
          </div>
        ) : null}
      </div>
    </div>
  )
}

/** A setting as a module's panel on `setting:<name>` draws it; without one, as its schema says. */
const OneSetting = ({ setting }: { readonly setting: Setting }) => {
  const slot = `setting:${setting.name}`
  return usePanels(slot).length > 0 ? (
    <PanelSlot slot={slot} object="setting" id={setting.name} />
  ) : (
    <SettingRow setting={setting} />
  )
}

/** The address of a section, read off its English name: `Quiet hours` → `quiet-hours`. */
const addressOf = (section: Label): string =>
  section.en
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const retention = 'retention'
const company = { address: 'company', label: label('公司', 'Company') }
const security = { address: 'security', label: label('数据安全', 'Data security') }

/** Every setting that modules define: sections at the left (chips on a phone), one open, each with an address of its own. */
const CompanyPage = () => {
  const text = useText()
  const asked = usePathPart('section')
  const { data: me } = useMe()
  const { data, error, refetch } = useSettings<JsonSchema>()
  const sections = [...Map.groupBy(data?.data ?? [], (setting) => addressOf(setting.section))]
  const at = (name: string | undefined) => sections.find(([own]) => own === name)
  const [address, settings] =
    asked === security.address ? [asked, []] : (at(asked) ?? at(company.address) ?? [company.address, []])
  // How long things are kept is asked for least.
  const placed = sections
    .filter(([name]) => name !== company.address)
    .toSorted(([a], [b]) => Number(a === retention) - Number(b === retention))
  const tabs = [
    [company.address, company.label] as const,
    ...placed.map(([name, own]) => [name, own[0]?.section] as const),
    [security.address, security.label] as const,
  ]
  return (
    <Page full title={text(label('系统设置', 'Company settings'))} lead={me?.tenant.name}>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={6} />
      ) : (
        <div className="lk-split lk-sections">
          <nav className="lk-split-list" aria-label={text(label('分类', 'Sections'))}>
            {tabs.map(([name, said]) => (
              <Link
                key={name}
                to={`/settings/company/${name}`}
                className={`lk-split-item${name === address ? ' active' : ''}`}
                aria-current={name === address ? 'page' : undefined}
              >
                {text(said)}
              </Link>
            ))}
          </nav>
          <div className="lk-split-main" key={address}>
            <h2 className="lk-title-3">{text(tabs.find(([name]) => name === address)?.[1])}</h2>
            {address === company.address ? <CompanySection /> : null}
            {address === security.address ? <DataKeySection /> : null}
            {settings.map((setting) => (
              <OneSetting key={setting.name} setting={setting} />
            ))}
          </div>
        </div>
      )}
    </Page>
  )
}
export default CompanyPage
