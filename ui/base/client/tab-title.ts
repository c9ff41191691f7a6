import { useEffect } from 'react'
import { useLanguage } from '../i18n/i18n.ts'

/** What the tab of the browser is called: what is open, then whose program it is. */
export const useTabTitle = (title: string | null | undefined): void => {
  const { language } = useLanguage()
  useEffect(() => {
    const house = language === 'en' ? 'Lianke' : '连客'
    document.title = title ? `${title} · ${house}` : house
  }, [title, language])
}
