import { fieldTraits, fieldTypeNames, type FieldTypeName, label } from '@lianke/kernel'
import { Alert, Checkbox, Drawer, Input, Select } from 'antd'
import { useNarrow } from '../../base/client/viewport.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { DrawerFoot } from '../../desk/shell/drawer-foot.tsx'
import { NamedTwice } from '../settings/named-twice.tsx'
import { type EditedProperty, type PropertyDraft, usePropertyDraft } from './use-property-draft.ts'

const kinds: readonly FieldTypeName[] = fieldTypeNames.filter((name) => fieldTraits[name].ofEvent)
const nameId = 'own-event-property'
const typeId = 'own-event-property-type'
const said = {
  required: label('必填：没有它的事件进隔离区', 'Required: events without it go to the quarantine'),
  masked: label('脱敏：只给能看完整号码的人看', 'Masked: shown only to who may see full numbers'),
}

const NameAndType = ({ draft, fixed }: { readonly draft: PropertyDraft; readonly fixed: boolean }) => {
  const text = useText()
  return (
    <div className="lk-form-grid">
      <div className="lk-field">
        <label htmlFor={nameId}>{text(label('上报名称', 'Told as'))}</label>
        <Input
          id={nameId}
          value={draft.name}
          disabled={fixed}
          maxLength={60}
          placeholder="orderNumber"
          onChange={({ target }) => draft.setName(target.value.replace(/[^A-Za-z0-9_]/g, ''))}
        />
      </div>
      <div className="lk-field">
        <label htmlFor={typeId}>{text(label('类型', 'Type'))}</label>
        <Select
          id={typeId}
          value={draft.type}
          onChange={draft.setType}
          options={kinds.map((value) => ({ value, label: text(fieldTraits[value].label) }))}
        />
      </div>
    </div>
  )
}

/** A property of an event: what it is called, how it is told, of what type it is. */
export const PropertyDrawer = (edited: EditedProperty) => {
  const w = useWords()
  const text = useText()
  const narrow = useNarrow()
  const draft = usePropertyDraft(edited)
  const { Options } = fieldWidgets[draft.type]
  return (
    <Drawer
      open
      onClose={edited.close}
      size={narrow ? '100%' : 520}
      title={text(edited.property ? label('修改属性', 'Change the property') : label('声明属性', 'Declare a property'))}
      footer={
        <DrawerFoot
          close={edited.close}
          act={() => void draft.save()}
          word={w('common.save')}
          busy={draft.busy}
          disabled={!draft.ready}
        />
      }
    >
      <div className="lk-stack">
        {draft.problem ? <Alert type="error" title={draft.problem} /> : null}
        <NamedTwice draft={draft} />
        <NameAndType draft={draft} fixed={edited.property !== undefined} />
        {Options ? <Options on="" options={draft.options} onChange={draft.setOptions} /> : null}
        {(['required', 'masked'] as const).map((one) => (
          <Checkbox
            key={one}
            checked={draft.options[one] === true}
            onChange={({ target }) => draft.setOptions({ ...draft.options, [one]: target.checked || undefined })}
          >
            {text(said[one])}
          </Checkbox>
        ))}
      </div>
    </Drawer>
  )
}
