import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { request } from '../../base/client/request.ts'
import { type Language, useLanguage, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useAppearance } from '../../base/theme/scheme.tsx'
import type { Density } from '../../base/theme/tokens.ts'

const Choice = ({ said, children }: { readonly said: string; readonly children: ReactNode }) => (
  <div className="lk-user-line">
    <span>{said}</span>
    {children}
  </div>
)

const LanguageChoice = () => {
  const w = useWords()
  const { language, setLanguage } = useLanguage()
  const changeLanguage = (next: Language) => {
    setLanguage(next)
    // The server words its refusals in the account's language; the screen does not wait for it.
    void request('/me', { method: 'PATCH', body: { locale: next } }).catch(() => undefined)
  }
  return (
    <Choice said={w('user.language')}>
      <Segmented<Language>
        size="small"
        value={language}
        onChange={changeLanguage}
        options={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
    </Choice>
  )
}

const SchemeChoice = () => {
  const w = useWords()
  const { choice, setChoice } = useAppearance()
  return (
    <Choice said={w('user.scheme')}>
      <Segmented
        size="small"
        value={choice}
        onChange={setChoice}
        options={(['light', 'dark', 'system'] as const).map((value) => ({
          value,
          icon: <Icon name={value === 'light' ? 'sun' : value === 'dark' ? 'moon' : 'monitor'} size={14} />,
          title: w(`user.scheme.${value}`),
        }))}
      />
    </Choice>
  )
}

const DensityChoice = () => {
  const w = useWords()
  const { density, setDensity } = useAppearance()
  return (
    <Choice said={w('user.density')}>
      <Segmented<Density>
        size="small"
        value={density}
        onChange={setDensity}
        options={(['compact', 'normal', 'relaxed'] as const).map((value) => ({
          value,
          label: w(`user.density.${value}`),
        }))}
      />
    </Choice>
  )
}

/** How the signed-in person wants to see the house. */
export const UserLooks = () => (
  <>
    <LanguageChoice />
    <SchemeChoice />
    <DensityChoice />
  </>
)
