import { label } from '@lianke/kernel'
import { useMe } from '../base/client/session.ts'
import { useMoment } from '../base/field-types/moment.ts'
import { useLanguage, useText, useWords } from '../base/i18n/i18n.ts'
import { Screen } from './screen.tsx'
import { Slot } from './slot.tsx'

/** Today on a phone: what to do first, who moved, how it stands. Modules fill it (`home:quick`, `home:main`). */
const TodayPage = () => {
  const w = useWords()
  const text = useText()
  const { language } = useLanguage()
  const { now } = useMoment()
  const { data: me } = useMe()
  const hour = now().hour()
  const part = hour < 11 ? 'morning' : hour < 13 ? 'noon' : hour < 18 ? 'afternoon' : 'evening'
  return (
    <Screen>
      <div className="lkm-greeting">
        <h1>{w(`today.${part}`, { name: me?.staff?.name ?? me?.account.name ?? '' })}</h1>
        <span className="lk-muted">
          {now()
            .locale(language === 'en' ? 'en' : 'zh-cn')
            .format(text(label('M月D日 dddd', 'dddd, MMM D')))}
        </span>
      </div>
      <nav className="lkm-quick">
        <Slot name="home:quick" quiet />
      </nav>
      <Slot name="home:main" />
    </Screen>
  )
}
export default TodayPage
