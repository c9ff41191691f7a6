import { label } from '@lianke/kernel'
import { Input } from 'antd'
import { useId } from 'react'
import { useText } from '../../base/i18n/i18n.ts'

interface Draft {
  readonly zh: string
  setZh(zh: string): void
  readonly en: string
  setEn(en: string): void
}

/** What a thing is called, in both languages. */
export const NamedTwice = ({
  draft: { zh, setZh, en, setEn },
  example,
}: {
  readonly draft: Draft
  readonly example?: string
}) => {
  const text = useText()
  const id = useId()
  return (
    <div className="lk-form-grid">
      <div className="lk-field">
        <label htmlFor={`${id}zh`}>{text(label('中文名称', 'Chinese label'))}</label>
        <Input
          id={`${id}zh`}
          autoFocus
          maxLength={60}
          placeholder={example}
          value={zh}
          onChange={(event) => setZh(event.target.value)}
        />
      </div>
      <div className="lk-field">
        <label htmlFor={`${id}en`}>{text(label('英文名称', 'English label'))}</label>
        <Input id={`${id}en`} maxLength={60} value={en} onChange={(event) => setEn(event.target.value)} />
      </div>
    </div>
  )
}

/** A name for programs: small letters, digits and underscores. */
export const ApiName = ({
  draft: { code, setCode, suggested },
  prefix,
}: {
  readonly draft: { readonly code: string; setCode(code: string): void; readonly suggested: string }
  readonly prefix: string | undefined
}) => {
  const text = useText()
  return (
    <div className="lk-field">
      <label>{text(label('API 名称', 'API name'))}</label>
      <Input
        addonBefore={prefix}
        value={code}
        placeholder={suggested}
        onChange={(event) => setCode(event.target.value.toLowerCase().replace(/[^a-z0-9_]/g, ''))}
      />
    </div>
  )
}
