import { label } from '@lianke/kernel'
import { Alert, Checkbox, Drawer } from 'antd'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { DrawerFoot } from '../../desk/shell/drawer-foot.tsx'
import { ApiName, NamedTwice } from '../settings/named-twice.tsx'
import { useObjectDraft } from './use-object-draft.ts'

const pictures = [
  'box',
  'boxes',
  'building',
  'briefcase',
  'calendar',
  'clipboard',
  'file',
  'flag',
  'folder',
  'gift',
  'handshake',
  'heart',
  'layers',
  'map-pin',
  'package',
  'receipt',
  'rocket',
  'star',
  'store',
  'ticket',
  'trophy',
  'wallet',
]

const PictureChooser = ({ value, onChange }: { readonly value: string; onChange(icon: string): void }) => {
  const text = useText()
  return (
    <div className="lk-field">
      <label>{text(label('图标', 'Icon'))}</label>
      <div className="lk-row" style={{ flexWrap: 'wrap', gap: 2 }}>
        {pictures.map((one) => (
          <button
            key={one}
            type="button"
            className="lk-icon-button"
            aria-pressed={value === one}
            style={value === one ? { color: 'var(--lk-accent-text)', background: 'var(--lk-accent-soft)' } : undefined}
            onClick={() => onChange(one)}
            aria-label={one}
          >
            <Icon name={one} size={17} />
          </button>
        ))}
      </div>
    </div>
  )
}

/** A new object: what it is called and what names a record. Fields are added after. */
export const ObjectDrawer = ({ close }: { close(made?: string): void }) => {
  const w = useWords()
  const text = useText()
  const draft = useObjectDraft(close)
  return (
    <Drawer
      open
      onClose={() => close()}
      size={480}
      title={text(label('新增对象', 'New object'))}
      footer={
        <DrawerFoot
          close={() => close()}
          act={() => void draft.save()}
          word={w('form.create')}
          busy={draft.busy}
          disabled={!draft.named}
        />
      }
    >
      <div className="lk-stack">
        {draft.problem ? <Alert type="error" title={draft.problem} /> : null}
        <NamedTwice draft={draft} example={text(label('例如：门店巡检', 'For example: 门店巡检'))} />
        <ApiName draft={draft} prefix="custom.c_" />
        <PictureChooser value={draft.icon} onChange={draft.setIcon} />
        <Checkbox checked={draft.person} onChange={(event) => draft.setPerson(event.target.checked)}>
          {text(label('记录属于某位客户（出现在客户的动态里）', 'Records belong to a person (and appear on the timeline)'))}
        </Checkbox>
      </div>
    </Drawer>
  )
}
