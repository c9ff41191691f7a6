import './today.css'
import { useTabTitle } from '../../base/client/tab-title.ts'
import { useMe } from '../../base/client/session.ts'
import { Empty } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useLanguage, useWords } from '../../base/i18n/i18n.ts'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { usePanels } from '../../base/registry/registry.tsx'

/** The first page of the day: to-dos and customers in the middle, figures and approvals beside. */
const TodayPage = () => {
  const w = useWords()
  const { language } = useLanguage()
  const { data: me } = useMe()
  const { now } = useMoment()
  const main = usePanels('home:main')
  useTabTitle(w('area.home'))
  const hour = now().hour()
  const greeting = hour < 11 ? 'today.morning' : hour < 14 ? 'today.noon' : hour < 18 ? 'today.afternoon' : 'today.evening'
  const day = new Intl.DateTimeFormat(language, {
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    timeZone: me?.tenant.zone,
  }).format(new Date())
  return (
    <div className="lk-today">
      <header>
        <p className="lk-muted">{day}</p>
        <h1 className="lk-title-1">{w(greeting, { name: me?.staff?.name ?? me?.account.name ?? '' })}</h1>
      </header>
      <div className="lk-today-body">
        <div className="lk-today-main">
          {main.length === 0 ? <Empty icon="sun" title={w('today.empty')} /> : <PanelSlot slot="home:main" object="home" id="" />}
        </div>
        <div className="lk-today-side">
          <PanelSlot slot="home:side" object="home" id="" />
        </div>
      </div>
    </div>
  )
}
export default TodayPage
