import { fieldTraits, label, type Label, type OverlayEffect, type Use } from '@lianke/kernel'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Drawer } from 'antd'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { UsesList } from '../../base/feedback/in-use.tsx'
import { ChoiceList } from '../../base/field-types/parts/choice-list.tsx'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { DrawerFoot } from '../../desk/shell/drawer-foot.tsx'
import { DependsOn, OptionLimit } from './depends-on.tsx'
import { useHeldOptions } from './overlay-data.ts'
import { StaleNotice } from './stale-notice.tsx'
import { type OverlaidField, type OverlayDraft, useOverlayDraft } from './use-overlay-draft.ts'
import { WordsTwice } from './words-twice.tsx'

interface Part {
  readonly of: OverlaidField
  readonly draft: OverlayDraft
}

/** Something that is on or off; why it cannot be changed stands beside it. */
const Switchable = ({
  said,
  on,
  why,
  change,
}: {
  readonly said: Label
  readonly on: boolean
  readonly why: Label | null
  change(on: boolean): void
}) => {
  const text = useText()
  return (
    <div>
      <Checkbox checked={on} disabled={why !== null && !on} onChange={(event) => change(event.target.checked)}>
        {text(said)}
      </Checkbox>
      {why ? <span className="lk-label">{text(why)}</span> : null}
    </div>
  )
}

const Rules = ({ of: { designed }, draft: { form, set } }: Part) => {
  const { room, released } = designed
  return (
    <div className="lk-stack" style={{ gap: 8 }}>
      {released.required ? (
        <Checkbox checked disabled>
          <Required why={room.require} />
        </Checkbox>
      ) : (
        <Switchable
          said={label('必填', 'Required')}
          on={form.required}
          why={room.require}
          change={(required) => set({ required })}
        />
      )}
      {released.hidden ? null : (
        <Switchable
          said={label('不在表单和页面里显示', 'Not shown in forms and pages')}
          on={form.hidden}
          why={room.hide}
          change={(hidden) => set({ hidden })}
        />
      )}
    </div>
  )
}
const Required = ({ why }: { readonly why: Label | null }) => {
  const text = useText()
  return (
    <>
      {text(label('必填', 'Required'))} <span className="lk-label">{why ? text(why) : null}</span>
    </>
  )
}

const Default = ({ of: { field, designed }, draft: { form, set } }: Part) => {
  const text = useText()
  const { Input } = fieldWidgets[field.type]
  if (!Input || designed.room.default) return null
  const { required: _, ...options } = field.options
  return (
    <div className="lk-field">
      <label htmlFor="default-value">{text(label('默认值', 'Default'))}</label>
      <Input
        id="default-value"
        field={{ ...field, options: { ...options, options: form.options.filter(({ value }) => value) } }}
        value={form.default}
        onChange={(value) => set({ default: value ?? null })}
      />
    </div>
  )
}

const Choices = ({ of: { object, name, designed }, draft: { form, set } }: Part) => {
  const text = useText()
  const held = useHeldOptions(object, name, designed.released.options !== null)
  const [stored] = useState(() => new Set(form.options.map(({ value }) => value)))
  if (!designed.released.options) return null
  const free = [...stored].filter((value) => value.startsWith('c_') && held && !held.get(value))
  return (
    <div className="lk-field">
      <label>{text(label('选项', 'Options'))}</label>
      <ChoiceList
        list={form.options}
        change={(options) => set({ options })}
        stored={new Set([...stored].filter((value) => !free.includes(value)))}
        held={held}
        kept={designed.room.kept}
        closed={designed.room.options}
        more={
          designed.room.options || designed.room.when
            ? undefined
            : (one, change) => <OptionLimit object={object} name={name} one={one} set={change} />
        }
      />
    </div>
  )
}

const effectWords: Readonly<Record<OverlayEffect['kind'], Label>> = {
  without_value: label(
    '{n} 条记录没有值：它们保持原样，下次在表单里编辑时会要求填写',
    '{n} records have no value: they stand as they are, and the form asks for it when one is edited next',
  ),
  holds_retired: label(
    '{n} 条记录在用“{option}”：继续保留和显示，不再能新选',
    '{n} records hold {option}: they keep and show it; it is chosen no more',
  ),
}
const Effects = ({ effects }: { readonly effects: readonly OverlayEffect[] }) => {
  const text = useText()
  return effects.map(({ kind, count, capped, option }) => (
    <Alert
      key={`${kind}${option?.en ?? ''}`}
      type="info"
      title={text(effectWords[kind], { n: `${count.toLocaleString()}${capped ? '+' : ''}`, option: option ? text(option) : '' })}
    />
  ))
}

/** Where the field is used: asked when somebody wants to know. */
const Uses = ({ of: { object, name } }: Pick<Part, 'of'>) => {
  const text = useText()
  const [open, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['overlay', object, 'uses', name],
    enabled: open,
    queryFn: () => request<{ data: readonly Use[] }>(`/settings/fields/${object}/${name}/uses`),
  })
  if (!open)
    return (
      <Button type="link" style={{ alignSelf: 'start', paddingInline: 0 }} onClick={() => setOpen(true)}>
        {text(label('用在哪里', 'Where it is used'))}
      </Button>
    )
  if (!data) return null
  return (
    <div className="lk-field">
      <label>{text(label('用在哪里', 'Where it is used'))}</label>
      {data.data.length > 0 ? (
        <UsesList uses={data.data} />
      ) : (
        <span className="lk-label">{text(label('还没有用到', 'Nowhere yet'))}</span>
      )}
    </div>
  )
}

/** A field of the product as the company wants it: words, help, required, default, options. */
export const OverlayDrawer = (of: OverlaidField) => {
  const w = useWords()
  const text = useText()
  const draft = useOverlayDraft(of)
  const { form, set, stale, problem } = draft
  const { type } = of.field
  return (
    <Drawer
      open
      onClose={of.close}
      size={560}
      title={text(label('修改字段', 'Change field'))}
      footer={
        <DrawerFoot
          close={of.close}
          act={() => void draft.save()}
          word={stale ? text(label('仍然保存我的', 'Save mine')) : w('common.save')}
          busy={draft.busy}
          disabled={!draft.named || !draft.changed || form.when?.values.length === 0}
        />
      }
    >
      <div className="lk-stack">
        {problem ? <Alert type="error" title={problem} /> : null}
        {stale ? <StaleNotice stale={stale} /> : null}
        <div className="lk-row lk-muted">
          <Icon name={fieldWidgets[type].icon} size={16} />
          {text(fieldTraits[type].label)} · {text(label('产品字段', 'Field of the product'))}
          <code className="lk-label">{of.name}</code>
        </div>
        <WordsTwice
          said={label('名称', 'Name')}
          value={form.label}
          change={(one) => set({ label: one })}
          product={of.designed.released.label}
          focus
        />
        <WordsTwice
          said={label('说明', 'Help')}
          value={form.help}
          change={(help) => set({ help })}
          product={of.designed.released.help}
          max={300}
        />
        <Rules of={of} draft={draft} />
        {of.designed.room.when ? null : (
          <DependsOn object={of.object} name={of.name} when={form.when} change={(when) => set({ when })} />
        )}
        <Default of={of} draft={draft} />
        <Choices of={of} draft={draft} />
        <Effects effects={draft.effects} />
        <Uses of={of} />
      </div>
    </Drawer>
  )
}
