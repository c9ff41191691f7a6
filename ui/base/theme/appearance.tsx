import { type ReactNode, useMemo } from 'react'
import { App, ConfigProvider, type ConfigProviderProps } from 'antd'
import zhCN from 'antd/locale/zh_CN.js'
import enUS from 'antd/locale/en_US.js'
import { type Language, useLanguage } from '../i18n/i18n.ts'
import { SchemeProvider, useAppearance } from './scheme.tsx'
import { themeOf } from './theme.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>
// The package is CommonJS: some loaders hand over the module, others its default.
const plain = (locale: unknown): Locale => ((locale as { default?: Locale }).default ?? locale) as Locale
const locales: Record<Language, Locale> = { 'zh-CN': plain(zhCN), en: plain(enUS) }

const Themed = ({ children }: { readonly children: ReactNode }) => {
  const { language } = useLanguage()
  const { scheme } = useAppearance()
  const theme = useMemo(() => themeOf(scheme), [scheme])
  return (
    <ConfigProvider theme={theme} locale={locales[language]} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <App message={{ maxCount: 3, top: 56 }} style={{ height: '100%' }}>
        {children}
      </App>
    </ConfigProvider>
  )
}

/** The desktop's look: our tokens, and Ant Design dressed in them. */
export const AppearanceProvider = ({ children }: { readonly children: ReactNode }) => (
  <SchemeProvider>
    <Themed>{children}</Themed>
  </SchemeProvider>
)
