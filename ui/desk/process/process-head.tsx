import { label } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { listPath } from '../../base/client/peek.ts'
import { FieldValue } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useKind } from './process-kind.ts'
import { useBench } from './use-workbench.ts'

/** Head of the workbench: name, state, whether all is kept, a step back; the acts follow. */
export const ProcessHead = ({ children }: { readonly children: ReactNode }) => {
  const { row, draft, change, undo, saving, saved, may, ended } = useBench()
  const text = useText()
  const { kind } = useKind()
  const meta = useModel().object(kind.object)
  return (
    <header className="lk-process-head">
      <Link
        to={listPath(kind.object)}
        className="lk-icon-button"
        aria-label={text(label('返回{what}', 'Back to {what}'), { what: text(meta?.plural ?? kind.label).toLowerCase() })}
      >
        <Icon name="arrow-left" size={16} />
      </Link>
      <Input
        variant="borderless"
        className="lk-process-name"
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
