import { BulbOutlined } from '@ant-design/icons'
import { surely } from '@lianke/kernel'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, Button, ConfigProvider, type ConfigProviderProps, Segmented, Select, Tabs, theme } from 'antd'
import en from 'antd/locale/en_US.js'
import zh from 'antd/locale/zh_CN.js'
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { CustomerPhone } from './customer-phone.tsx'
import { FaultsPanel } from './faults-panel.tsx'
import { LogPanel } from './log-panel.tsx'
import { People, type Chosen } from './people.tsx'
import { StaffDesk } from './staff-desk.tsx'
import './sandbox.css'
import { LanguageContext, useWords, wordIn, type Language } from './words.ts'
import { playCorp, useCorps, useWorld } from './world.query.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>
/** The locale files are CommonJS: bundlers hand over the locale, types speak of a module around it. */
const localeOf = (module: Locale | { readonly default: Locale }): Locale => ('default' in module ? module.default : module)

/** Which corporation is played, where there are several. */
const CorpChoice = ({ corp }: { readonly corp: { readonly corp_id: string; readonly name: string } }) => {
  const say = useWords()
  const corps = useCorps().data?.corps ?? []
  if (corps.length < 2) return <small>{corp.name}</small>
  return (
    <Select
      size="small"
      variant="borderless"
      aria-label={say('corp')}
      value={corp.corp_id}
      onChange={playCorp}
      options={corps.map(({ corp_id, name }) => ({ value: corp_id, label: `${name} · ${corp_id}` }))}
    />
  )
}

const Page = ({
  language,
  setLanguage,
  dark,
  setDark,
}: {
  language: Language
  setLanguage: (language: Language) => void
  dark: boolean
  setDark: (dark: boolean) => void
}) => {
  const say = useWords()
  const world = useWorld().data
  const [chosen, setChosen] = useState<Chosen>({ kind: 'customer', id: '' })
  if (!world) return null
  const current = chosen.id ? chosen : { ...chosen, id: Object.keys(world.customers).at(-1) ?? '' }
  return (
    <div className="page">
      <header className="top">
        <b>{say('title')}</b>
        <CorpChoice corp={world.corp} />
        <span className="space" />
        <Button type="text" icon={<BulbOutlined />} aria-label={say('theme')} onClick={() => setDark(!dark)} />
        <Segmented
          size="small"
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'EN' },
          ]}
        />
      </header>
      <People world={world} chosen={current} onChoose={setChosen} />
      <main>
        {current.kind === 'customer' ? (
          <CustomerPhone key={current.id} world={world} customer={current.id} />
        ) : (
          <StaffDesk key={current.id} world={world} userid={current.id} />
        )}
      </main>
      <aside>
        <Tabs
          items={[
            { key: 'record', label: say('record'), children: <LogPanel world={world} /> },
            { key: 'misbehave', label: say('misbehave'), children: <FaultsPanel world={world} /> },
          ]}
        />
      </aside>
    </div>
  )
}

const Root = () => {
  const [language, setLanguage] = useState<Language>(localStorage.getItem('language') === 'en' ? 'en' : 'zh')
  const [dark, setDark] = useState(
    localStorage.getItem('theme') ? localStorage.getItem('theme') === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches,
  )
  useEffect(() => {
    localStorage.setItem('language', language)
    localStorage.setItem('theme', dark ? 'dark' : 'light')
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    document.title = wordIn(language, 'title')
  }, [language, dark])
  return (
    <LanguageContext value={language}>
      <ConfigProvider
        button={{ autoInsertSpace: false }}
        locale={localeOf(language === 'zh' ? zh : en)}
        theme={{
          algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: { colorPrimary: '#0b8f6b', borderRadius: 6, fontSize: 14 },
        }}
      >
        <AntApp>
          <Page language={language} setLanguage={setLanguage} dark={dark} setDark={setDark} />
        </AntApp>
      </ConfigProvider>
    </LanguageContext>
  )
}

createRoot(surely(document.getElementById('root'), 'the page has a root')).render(
  <QueryClientProvider client={new QueryClient()}>
    <Root />
  </QueryClientProvider>,
)
