import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Label } from '@lianke/kernel'
import { words } from './words/index.ts'

export type Language = 'zh-CN' | 'en'
export type WordKey = keyof typeof words
export type Words = (key: WordKey, params?: Record<string, unknown>) => string

/** Adds words (a module's, or those that meta brings) to both languages. */
export const addWords = (more: Readonly<Record<string, Label>>): void => {
  const of = (side: keyof Label) => Object.fromEntries(Object.entries(more).map(([key, label]) => [key, label[side]]))
  i18next.addResourceBundle('zh-CN', 'translation', of('zh'), true, true)
  i18next.addResourceBundle('en', 'translation', of('en'), true, true)
}

const preferred = (): Language => {
  const kept = localStorage.getItem('lianke.language')
  if (kept === 'zh-CN' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

/** Starts translation in the remembered language, or the browser's. */
export const startWords = (): void => {
  void i18next.use(initReactI18next).init({
    lng: preferred(),
    fallbackLng: 'zh-CN',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: {},
    initAsync: false,
  })
  addWords(words)
  document.documentElement.lang = i18next.language
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh-CN')

/** The language shown and how to change it (everything follows at once). */
export const useLanguage = () => {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN'
  return {
    language,
    setLanguage: (next: Language) => {
      localStorage.setItem('lianke.language', next)
      document.documentElement.lang = next
      void i18n.changeLanguage(next)
    },
  }
}

/** Words of the interface by key. */
export const useWords = (): Words => useTranslation().t as unknown as Words

/** A label with its places (`{n}`) filled; those that nothing is known of stay. */
const filled = (said: string, params: Readonly<Record<string, unknown>>): string =>
  said.replace(/\{(\w+)\}/g, (whole, key: string) => String(params[key] ?? whole))

/** Words whose keys come with the model (a refusal's code, an event's name) and are not known when the program is built. */
export const useModelWords = (): ((key: string, params?: Record<string, unknown>) => string) => {
  const { t } = useTranslation()
  return (key, params = {}) => filled(t(key), params)
}

/** Says a label in the language shown: labels of definitions, and a screen's own `label('…', '…')`. */
export const useText = (): ((label: Label | null | undefined, params?: Readonly<Record<string, string | number>>) => string) => {
  const { language } = useLanguage()
  return (label, params) => {
    const said = label ? (language === 'en' ? label.en || label.zh : label.zh || label.en) : ''
    return params ? filled(said, params) : said
  }
}
