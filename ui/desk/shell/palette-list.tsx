import { Avatar } from '../../base/feedback/avatar.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Item } from './palette-items.ts'
import type { Palette } from './use-palette.ts'

const Line = ({
  item,
  index,
  palette: { at, setAt, run },
}: {
  readonly item: Item
  readonly index: number
  readonly palette: Palette
}) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys
  <div
    id={`palette-${index}`}
    role="option"
    tabIndex={-1}
    aria-selected={index === at}
    data-at={index}
    className={`lk-palette-item${index === at ? ' active' : ''}`}
    onMouseMove={() => setAt(index)}
    onClick={() => run(item)}
  >
    {item.face ? (
      <Avatar name={item.face} size={22} />
    ) : (
      <span className="lk-palette-icon">
        <Icon name={item.icon} size={16} />
      </span>
    )}
    <span className="lk-ellipsis">{item.label}</span>
    <span className="lk-palette-hint lk-ellipsis">{item.hint}</span>
  </div>
)

/** What is offered, by group; a line of words where nothing is. */
export const PaletteList = ({ palette }: { readonly palette: Palette }) => {
  const w = useWords()
  const { items, list, failed, nothing, q } = palette
  return (
    <div className="lk-palette-list" id="palette-list" role="listbox" ref={list}>
      {items.map((item, index) => (
        <div key={item.key}>
          {item.group !== items[index - 1]?.group ? <div className="lk-palette-group">{w(item.group)}</div> : null}
          <Line item={item} index={index} palette={palette} />
        </div>
      ))}
      {failed ? <div className="lk-palette-note">{w('search.failed')}</div> : null}
      {nothing ? (
        <div className="lk-palette-note">
          <strong>{w('search.nothing', { q })}</strong>
          <br />
          {w('search.hint')}
        </div>
      ) : null}
    </div>
  )
}
