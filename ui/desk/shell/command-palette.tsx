import { Modal } from 'antd'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Section } from './navigation.ts'
import { PaletteList } from './palette-list.tsx'
import { type Palette, usePalette } from './use-palette.ts'

const Typed = ({ palette: { q, setQ, onKeyDown, items, at } }: { readonly palette: Palette }) => {
  const w = useWords()
  return (
    <div className="lk-palette-input">
      <Icon name="search" size={17} />
      <input
        // biome-ignore lint/a11y/noAutofocus: the palette exists to be typed into
        autoFocus
        value={q}
        onChange={(event) => setQ(event.target.value)}
        onKeyDown={onKeyDown}
        placeholder={w('search.placeholder')}
        aria-label={w('search.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={items[at] ? `palette-${at}` : undefined}
      />
      <span className="lk-kbd">Esc</span>
    </div>
  )
}

const Keys = () => {
  const w = useWords()
  return (
    <div className="lk-palette-foot">
      <span className="lk-kbd">↑</span>
      <span className="lk-kbd">↓</span>
      {w('key.move')}
      <span className="lk-kbd">
        <Icon name="enter" size={11} />
      </span>
      {w('key.open')}
    </div>
  )
}

/** One box: records, pages and acts. Everything by keyboard. */
const CommandPalette = ({ close, sections }: { readonly close: () => void; readonly sections: readonly Section[] }) => {
  const palette = usePalette(sections, close)
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      closable={false}
      width={640}
      style={{ top: '12vh' }}
      styles={{ container: { padding: 0, overflow: 'hidden' } }}
      className="lk-palette"
      transitionName=""
      maskTransitionName=""
    >
      <Typed palette={palette} />
      <PaletteList palette={palette} />
      <Keys />
    </Modal>
  )
}
export default CommandPalette
