import { label } from '@lianke/kernel'
import { Icon, listPath, useNarrow, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { Button, Input, Switch, Tooltip } from 'antd'
import type { ReportDraft } from './use-report-draft.ts'

/** Whether colleagues may open it. */
const Shared = ({ draft: { shared, setShared, may } }: { readonly draft: ReportDraft }) => {
  const text = useText()
  return (
    <Tooltip
      title={text(label('同事可以打开；各人只看到自己有权的数据', 'Colleagues may open it; each sees only what they may see'))}
    >
      <span className="lk-row">
        <Switch size="small" checked={shared} disabled={!may} onChange={setShared} aria-label={text(label('共享', 'Share'))} />
        <span className="lk-muted">{text(label('共享', 'Share'))}</span>
      </span>
    </Tooltip>
  )
}

/** Head of a report: its name, whether colleagues may open it, and saving. */
export const ReportHead = ({ draft }: { readonly draft: ReportDraft }) => {
  const text = useText()
  const narrow = useNarrow()
  const { name, setName, own, may, subject, changed, keep, saving } = draft
  return (
    <header className="lk-report-head">
      <Link to={listPath('insight.report')} className="lk-icon-button" aria-label={text(label('返回报表', 'Back to reports'))}>
        <Icon name="arrow-left" size={16} />
      </Link>
      <Input
        variant="borderless"
        className="lk-report-name lk-grow"
        maxLength={120}
        value={name}
        disabled={!may}
        placeholder={own || text(label('新建报表', 'New report'))}
        aria-label={text(label('名称', 'Name'))}
        onChange={(event) => setName(event.target.value)}
      />
      {narrow ? null : <Shared draft={draft} />}
      {may ? (
        <Button type="primary" disabled={!subject || !changed} loading={saving} onClick={keep}>
          {text(label('保存', 'Save'))}
        </Button>
      ) : null}
    </header>
  )
}
