import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import { type FieldTypeName, fieldTraits, fieldTypeNames, label, type MetaField, type SelectOption } from '@lianke/kernel'
import { Problem, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { nameFrom } from './name-from.ts'

interface Props {
  readonly on: string
  readonly name?: string
  readonly field?: MetaField
  readonly taken: readonly string[]
  close(): void
}
const plainOptions = ['required', 'unique', 'inList', 'masked'] as const
const said = {
  required: label('必填', 'Required'),
  unique: label('不可重复', 'Unique'),
  inList: label('默认显示在列表', 'Shown in lists'),
  masked: label('默认脱敏', 'Masked by default'),
}

/** Adds a field to an object, or changes one that was added on screen. */
export const FieldDrawer = ({ on, name, field, taken, close }: Props) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const [type, setType] = useState<FieldTypeName | null>(field?.type ?? null)
  const [zh, setZh] = useState(field?.label.zh ?? '')
  const [en, setEn] = useState(field?.label.en ?? '')
  const [code, setCode] = useState(name ?? '')
  const [options, setOptions] = useState<Readonly<Record<string, unknown>>>(field?.options ?? {})
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const Options = type ? fieldWidgets[type].Options : undefined
  const suggested = code || nameFrom(en || zh, taken.length + 1).replace(/^option_/, 'field_')
  const save = async () => {
    if (!type) return
    setBusy(true)
    setProblem(null)
    const choices = options.options as SelectOption[] | undefined
    const clean = {
      ...options,
      ...(choices
        ? {
            options: choices
              .filter((one) => one.label.zh || one.label.en)
              .map((one, index) => ({
                ...one,
                value: one.value || nameFrom(one.label.en || one.label.zh, index + 1),
                label: { zh: one.label.zh || one.label.en, en: one.label.en || one.label.zh },
              })),
          }
        : {}),
    }
    const words = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() }
    try {
      if (name) await request(`/settings/fields/${on}/${name}`, { method: 'PATCH', body: { label: words, options: clean } })
      else await request('/settings/fields', { body: { on, name: suggested, field: { type, label: words, options: clean } } })
      await Promise.all([client.invalidateQueries({ queryKey: ['meta'] }), client.invalidateQueries({ queryKey: ['custom'] })])
      toast.done(w('toast.saved'))
      close()
    } catch (error) {
      setProblem(error instanceof Problem ? (error.problems[0]?.detail ?? (error.detail || error.title)) : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Drawer
      open
      onClose={close}
      size={520}
      title={text(name ? label('修改字段', 'Change field') : label('新增字段', 'New field'))}
      footer={
        type ? (
          <div className="lk-row" style={{ justifyContent: 'flex-end' }}>
            <Button onClick={close}>{w('common.cancel')}</Button>
            <Button type="primary" loading={busy} disabled={!zh.trim() && !en.trim()} onClick={() => void save()}>
              {w('common.save')}
            </Button>
          </div>
        ) : null
      }
    >
      {!type ? (
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
          {fieldTypeNames.map((one) => (
            <button key={one} type="button" className="lk-split-item" style={{ minHeight: 48 }} onClick={() => setType(one)}>
              <Icon name={fieldWidgets[one].icon} size={16} />
              <span>
                <span style={{ display: 'block', color: 'var(--lk-text)' }}>{text(fieldTraits[one].label)}</span>
                <span className="lk-label">{text(fieldTraits[one].help)}</span>
              </span>
            </button>
          ))}
        </div>
      ) : (
        <div className="lk-stack">
          {problem ? <Alert type="error" title={problem} /> : null}
          <div className="lk-row lk-muted">
            <Icon name={fieldWidgets[type].icon} size={16} />
            {text(fieldTraits[type].label)}
            {name ? null : (
              <Button type="link" size="small" onClick={() => setType(null)}>
                {text(label('换一种', 'Choose another'))}
              </Button>
            )}
          </div>
          <div className="lk-form-grid">
            <div className="lk-field">
              <label>{text(label('中文名称', 'Chinese label'))}</label>
              <Input autoFocus maxLength={60} value={zh} onChange={(event) => setZh(event.target.value)} />
            </div>
            <div className="lk-field">
              <label>{text(label('英文名称', 'English label'))}</label>
              <Input maxLength={60} value={en} onChange={(event) => setEn(event.target.value)} />
            </div>
          </div>
          {name ? null : (
            <div className="lk-field">
              <label>{text(label('API 名称', 'API name'))}</label>
              <Input
                addonBefore={suggested.startsWith('c_') ? undefined : 'c_'}
                value={code}
                placeholder={suggested}
                onChange={(event) => setCode(event.target.value.toLowerCase().replace(/[^a-z0-9_]/g, ''))}
              />
            </div>
          )}
          {Options ? <Options on={on} options={options} onChange={setOptions} /> : null}
          {fieldWidgets[type].Input ? (
            <div className="lk-stack" style={{ gap: 8 }}>
              {plainOptions.map((one) => (
                <Checkbox
                  key={one}
                  checked={Boolean(options[one])}
                  onChange={(event) => setOptions({ ...options, [one]: event.target.checked || undefined })}
                >
                  {text(said[one])}
                </Checkbox>
              ))}
            </div>
          ) : null}
        </div>
      )}
    </Drawer>
  )
}
