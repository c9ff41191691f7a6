import { label } from '@lianke/kernel'
import { FieldValue, Icon, listPath, useModel, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useBench } from './use-workbench.ts'

const journey = 'marketing.journey'

/** Head of the workbench: name, state, whether all is kept, a step back; the acts follow. */
export const JourneyHead = ({ children }: { readonly children: ReactNode }) => {
  const { row, draft, change, undo, saving, saved, may, ended } = useBench()
  const text = useText()
  const meta = useModel().object(journey)
  return (
    <header className="lk-journey-head">
      <Link to={listPath(journey)} className="lk-icon-button" aria-label={text(label('返回旅程', 'Back to journeys'))}>
        <Icon name="arrow-left" size={16} />
      </Link>
      <Input
        variant="borderless"
        className="lk-journey-name"
        maxLength={120}
        value={draft.name}
        disabled={!may}
        aria-label={text(label('名称', 'Name'))}
        onChange={(event) => change({ ...draft, name: event.target.value })}
      />
      {meta?.fields.status ? <FieldValue field={meta.fields.status} value={row.status} /> : null}
      <span className="lk-muted lk-num">{row.live_version ? `v${row.live_version}` : ''}</span>
      <span className="lk-grow lk-label" aria-live="polite">
        {saving ? text(label('正在保存', 'Saving')) : saved ? '' : text(label('有改动', 'Changed'))}
        {ended ? ` ${ended}` : ''}
      </span>
      {may ? (
        <button
          type="button"
          className="lk-icon-button"
          disabled={!undo}
          aria-label={text(label('撤销', 'Undo'))}
          onClick={() => undo?.()}
        >
          <Icon name="undo" size={15} />
        </button>
      ) : null}
      {children}
    </header>
  )
}
