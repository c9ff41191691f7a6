import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import { label, personObject } from '@lianke/kernel'
import { Problem, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

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

/** A new object: what it is called and what names a record. Fields are added after. */
export const ObjectDrawer = ({ close }: { close(made?: string): void }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [code, setCode] = useState('')
  const [icon, setIcon] = useState('box')
  const [person, setPerson] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const suggested =
    code ||
    en
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') ||
    'record'
  const save = async () => {
    setBusy(true)
    setProblem(null)
    const words = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() }
    const fields = {
      name: { type: 'text', label: label('名称', 'Name'), options: { required: true, inList: true, search: 'name', max: 200 } },
      ...(person
        ? { person: { type: 'reference', label: label('客户', 'Person'), options: { to: personObject, inList: true } } }
        : {}),
    }
    try {
      const made = await request<{ name: string }>('/settings/objects', {
        body: {
          name: suggested,
          label: words,
          plural: words,
          icon,
          title: 'name',
          fields,
          ...(person ? { person: 'person' } : {}),
        },
      })
      await Promise.all([client.invalidateQueries({ queryKey: ['meta'] }), client.invalidateQueries({ queryKey: ['custom'] })])
      toast.done(w('form.created', { title: words.zh }))
      close(made.name)
    } catch (error) {
      setProblem(error instanceof Problem ? (error.problems[0]?.detail ?? (error.detail || error.title)) : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Drawer
      open
      onClose={() => close()}
      size={480}
      title={text(label('新增对象', 'New object'))}
      footer={
        <div className="lk-row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={() => close()}>{w('common.cancel')}</Button>
          <Button type="primary" loading={busy} disabled={!zh.trim() && !en.trim()} onClick={() => void save()}>
            {w('form.create')}
          </Button>
        </div>
      }
    >
      <div className="lk-stack">
        {problem ? <Alert type="error" title={problem} /> : null}
        <div className="lk-form-grid">
          <div className="lk-field">
            <label>{text(label('中文名称', 'Chinese label'))}</label>
            <Input
              autoFocus
              maxLength={60}
              placeholder={text(label('例如：门店巡检', 'For example: 门店巡检'))}
              value={zh}
              onChange={(event) => setZh(event.target.value)}
            />
          </div>
          <div className="lk-field">
            <label>{text(label('英文名称', 'English label'))}</label>
            <Input maxLength={60} value={en} onChange={(event) => setEn(event.target.value)} />
          </div>
        </div>
        <div className="lk-field">
          <label>{text(label('API 名称', 'API name'))}</label>
          <Input
            addonBefore="custom.c_"
            value={code}
            placeholder={suggested}
            onChange={(event) => setCode(event.target.value.toLowerCase().replace(/[^a-z0-9_]/g, ''))}
          />
        </div>
        <div className="lk-field">
          <label>{text(label('图标', 'Icon'))}</label>
          <div className="lk-row" style={{ flexWrap: 'wrap', gap: 2 }}>
            {pictures.map((one) => (
              <button
                key={one}
                type="button"
                className="lk-icon-button"
                aria-pressed={icon === one}
                style={icon === one ? { color: 'var(--lk-accent-text)', background: 'var(--lk-accent-soft)' } : undefined}
                onClick={() => setIcon(one)}
                aria-label={one}
              >
                <Icon name={one} size={17} />
              </button>
            ))}
          </div>
        </div>
        <Checkbox checked={person} onChange={(event) => setPerson(event.target.checked)}>
          {text(label('记录属于某位客户（出现在客户的动态里）', 'Records belong to a person (and appear on the timeline)'))}
        </Checkbox>
      </div>
    </Drawer>
  )
}
