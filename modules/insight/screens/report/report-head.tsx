import { label } from '@lianke/kernel'
import { Icon, listPath, useNarrow, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { Input, Switch, Tooltip } from 'antd'
import type { ReactNode } from 'react'

/** Head of a report: its name, whether colleagues may open it; saving follows. */
export const ReportHead = ({
  name,
  own,
  shared,
  may,
  setName,
  setShared,
  children,
}: {
  readonly name: string
  /** What it is called while nobody has named it. */
  readonly own: string
  readonly shared: boolean
  readonly may: boolean
  readonly children: ReactNode
  setName(name: string): void
  setShared(shared: boolean): void
}) => {
  const text = useText()
  const narrow = useNarrow()
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
      {narrow ? null : (
        <Tooltip
          title={text(
            label('同事可以打开；各人只看到自己有权的数据', 'Colleagues may open it; each sees only what they may see'),
          )}
        >
          <span className="lk-row">
            <Switch
              size="small"
              checked={shared}
              disabled={!may}
              onChange={setShared}
              aria-label={text(label('共享', 'Share'))}
            />
            <span className="lk-muted">{text(label('共享', 'Share'))}</span>
          </span>
        </Tooltip>
      )}
      {children}
    </header>
  )
}
