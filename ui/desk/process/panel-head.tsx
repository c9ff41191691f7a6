import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useBench } from './use-workbench.ts'

/** What the panel is about; a step may be taken out here, and the panel closed. */
export const PanelHead = ({ title, onRemove }: { readonly title: string; onRemove?(): void }) => {
  const text = useText()
  const { select } = useBench()
  return (
    <header className="lk-row">
      <b className="lk-grow lk-ellipsis">{title}</b>
      {onRemove ? (
        <button
          type="button"
          className="lk-icon-button small"
          aria-label={text(label('删除步骤', 'Remove the step'))}
          onClick={onRemove}
        >
          <Icon name="trash" size={14} />
        </button>
      ) : null}
      <button
        type="button"
        className="lk-icon-button small"
        aria-label={text(label('关闭', 'Close'))}
        onClick={() => select(null)}
      >
        <Icon name="close" size={15} />
      </button>
    </header>
  )
}
