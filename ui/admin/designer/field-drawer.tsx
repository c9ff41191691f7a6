import {
  fieldTraits,
  type FieldTypeName,
  fieldTypeNames,
  isObject,
  label,
  type Label,
  optionsIn,
  type ShownWhen,
  textIn,
  textsIn,
} from '@lianke/kernel'
import { Alert, Button, Checkbox, Drawer } from 'antd'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { DrawerFoot } from '../../desk/shell/drawer-foot.tsx'
import { ApiName, NamedTwice } from '../settings/named-twice.tsx'
import { DependsOn } from './depends-on.tsx'
import { StaleNotice } from './stale-notice.tsx'
import { WordsTwice } from './words-twice.tsx'
import { type EditedField, type FieldDraft, useFieldDraft } from './use-field-draft.ts'

const plainOptions = ['required', 'unique', 'inList', 'masked', 'hidden'] as const
const said = {
  required: label('必填', 'Required'),
  unique: label('不可重复', 'Unique'),
  inList: label('默认显示在列表', 'Shown in lists'),
  masked: label('默认脱敏', 'Masked by default'),
  hidden: label('不在表单和页面里显示', 'Not shown in forms and pages'),
}

const TypeChooser = ({ choose }: { choose(type: FieldTypeName): void }) => {
  const text = useText()
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
      {fieldTypeNames.map((one) => (
        <button key={one} type="button" className="lk-split-item" style={{ minHeight: 48 }} onClick={() => choose(one)}>
          <Icon name={fieldWidgets[one].icon} size={16} />
          <span>
            <span style={{ display: 'block', color: 'var(--lk-text)' }}>{text(fieldTraits[one].label)}</span>
            <span className="lk-label">{text(fieldTraits[one].help)}</span>
          </span>
        </button>
      ))}
    </div>
  )
}

/** What every field that is filled in may be told. */
const PlainOptions = ({
  draft: { options, setOptions },
  made,
}: {
  readonly draft: FieldDraft
  /** It is there already: what its records must be unique by is fixed. */
  readonly made: boolean
}) => {
  const text = useText()
  return (
    <div className="lk-stack" style={{ gap: 8 }}>
      {plainOptions.map((one) => (
        <Checkbox
          key={one}
          checked={Boolean(options[one])}
          disabled={made && one === 'unique'}
          onChange={(event) => setOptions({ ...options, [one]: event.target.checked || undefined })}
        >
          {text(said[one])}
        </Checkbox>
      ))}
    </div>
  )
}

const none: Label = { zh: '', en: '' }
const helpIn = (options: FieldDraft['options']): Label => {
  const { zh, en } = isObject(options.help) ? options.help : none
  return { zh: textIn(zh) ?? '', en: textIn(en) ?? '' }
}

const whenIn = ({ when }: FieldDraft['options']): ShownWhen | null =>
  isObject(when) && typeof when.field === 'string' ? { field: when.field, values: textsIn(when.values) } : null

/** What a new record begins with, given as in a form. */
const DefaultValue = ({
  draft: { options, setOptions, zh, en },
  type,
}: {
  readonly draft: FieldDraft
  readonly type: FieldTypeName
}) => {
  const text = useText()
  const { Input } = fieldWidgets[type]
  const { files, sealed, target } = fieldTraits[type]
  if (!Input || files || sealed || (target && !options.to) || options.unique) return null
  const { required: _, ...given } = options
  const field = {
    type,
    label: { zh, en },
    options: { ...given, options: optionsIn(options).filter(({ value }) => value) },
    operators: [],
    sortable: false,
    report: 'none' as const,
    writable: true,
  }
  return (
    <div className="lk-field">
      <label htmlFor="own-default">{text(label('默认值', 'Default'))}</label>
      <Input
        id="own-default"
        field={field}
        value={options.default ?? null}
        onChange={(value) => setOptions({ ...options, default: value ?? undefined })}
      />
    </div>
  )
}

/** A field of a known type: its words, its name, its options. */
const Described = ({
  of: { on, name },
  draft,
  type,
}: {
  readonly of: EditedField
  readonly draft: FieldDraft
  readonly type: FieldTypeName
}) => {
  const text = useText()
  const { Options, Input } = fieldWidgets[type]
  return (
    <div className="lk-stack">
      {draft.problem ? <Alert type="error" title={draft.problem} /> : null}
      {draft.stale ? <StaleNotice stale={draft.stale} /> : null}
      <div className="lk-row lk-muted">
        <Icon name={fieldWidgets[type].icon} size={16} />
        {text(fieldTraits[type].label)}
        {name ? null : (
          <Button type="link" size="small" onClick={() => draft.setType(null)}>
            {text(label('换一种', 'Choose another'))}
          </Button>
        )}
      </div>
      <NamedTwice draft={draft} />
      {name ? null : <ApiName draft={draft} prefix={draft.suggested.startsWith('c_') ? undefined : 'c_'} />}
      {Options ? <Options on={on} options={draft.options} onChange={draft.setOptions} stored={draft.stored} /> : null}
      <WordsTwice
        said={label('说明', 'Help')}
        value={helpIn(draft.options)}
        change={(help) => draft.setOptions({ ...draft.options, help })}
        max={300}
      />
      {Input ? (
        <DependsOn
          object={on}
          name={name ?? ''}
          when={whenIn(draft.options)}
          change={(when) => draft.setOptions({ ...draft.options, when: when ?? undefined })}
        />
      ) : null}
      {Input ? <DefaultValue draft={draft} type={type} /> : null}
      {Input ? <PlainOptions draft={draft} made={name !== undefined} /> : null}
    </div>
  )
}

/** Adds a field to an object, or changes one that was added on screen. */
export const FieldDrawer = (edited: EditedField) => {
  const w = useWords()
  const text = useText()
  const draft = useFieldDraft(edited)
  const { type } = draft
  return (
    <Drawer
      open
      onClose={edited.close}
      size={520}
      title={text(edited.name ? label('修改字段', 'Change field') : label('新增字段', 'New field'))}
      footer={
        type ? (
          <DrawerFoot
            close={edited.close}
            act={() => void draft.save()}
            word={draft.stale ? text(label('仍然保存我的', 'Save mine')) : w('common.save')}
            busy={draft.busy}
            disabled={!draft.named || whenIn(draft.options)?.values.length === 0}
          />
        ) : null
      }
    >
      {type ? <Described of={edited} draft={draft} type={type} /> : <TypeChooser choose={draft.setType} />}
    </Drawer>
  )
}
