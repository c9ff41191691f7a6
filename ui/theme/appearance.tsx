import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { App, ConfigProvider, type ConfigProviderProps } from 'antd'
import zhCN from 'antd/locale/zh_CN.js'
import enUS from 'antd/locale/en_US.js'
import { type Language, useLanguage } from '../i18n/i18n.ts'
import { applyTokens, type Density, type Scheme } from './tokens.ts'
import { themeOf } from './theme.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>
export type SchemeChoice = Scheme | 'system'
interface Appearance {
  readonly scheme: Scheme
  readonly choice: SchemeChoice
  readonly density: Density
  setChoice(choice: SchemeChoice): void
  setDensity(density: Density): void
}
const Context = createContext<Appearance | null>(null)

/** Colour scheme and density, and the ways to change them. */
export const useAppearance = (): Appearance => {
  const value = useContext(Context)
  if (!value) throw new Error('useAppearance is used inside AppearanceProvider')
  return value
}

const stored = <T extends string>(key: string, allowed: readonly T[], fallback: T): T => {
  const value = localStorage.getItem(key) as T | null
  return value && allowed.includes(value) ? value : fallback
}
const darkQuery = '(prefers-color-scheme: dark)'
// The package is CommonJS: some loaders hand over the module, others its default.
const plain = (locale: unknown): Locale => ((locale as { default?: Locale }).default ?? locale) as Locale
const locales: Record<Language, Locale> = { 'zh-CN': plain(zhCN), en: plain(enUS) }

/** Themes everything below it and follows the system while the choice is `system`. */
export const AppearanceProvider = ({ children }: { readonly children: ReactNode }) => {
  const [choice, setChoice] = useState(() => stored<SchemeChoice>('lianke.scheme', ['light', 'dark', 'system'], 'system'))
  const [density, setDensity] = useState(() => stored<Density>('lianke.density', ['compact', 'normal', 'relaxed'], 'normal'))
  const [systemDark, setSystemDark] = useState(() => matchMedia(darkQuery).matches)
  const { language } = useLanguage()
  useEffect(() => {
    const media = matchMedia(darkQuery)
    const follow = () => setSystemDark(media.matches)
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [])
  const scheme: Scheme = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice
  // Before the first paint, so that nothing flashes in the other scheme.
  useMemo(() => applyTokens(scheme, density), [scheme, density])
  useEffect(() => localStorage.setItem('lianke.scheme', choice), [choice])
  useEffect(() => localStorage.setItem('lianke.density', density), [density])
  const theme = useMemo(() => themeOf(scheme), [scheme])
  const value = useMemo(() => ({ scheme, choice, density, setChoice, setDensity }), [scheme, choice, density])
  return (
    <Context value={value}>
      <ConfigProvider theme={theme} locale={locales[language]} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
        <App message={{ maxCount: 3, top: 56 }} style={{ height: '100%' }}>{children}</App>
      </ConfigProvider>
    </Context>
  )
}
