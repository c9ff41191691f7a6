import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

/** Takes a part of a step's settings out. */
export const RemoveButton = ({ disabled, onRemove }: { readonly disabled: boolean; onRemove(): void }) => {
  const text = useText()
  return (
    <button
      type="button"
      className="lk-icon-button small"
      disabled={disabled}
      aria-label={text(label('删除', 'Remove'))}
      onClick={onRemove}
    >
      <Icon name="trash" size={13} />
    </button>
  )
}
