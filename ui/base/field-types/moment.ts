import { momentOf } from '@lianke/kernel'
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc.js'
import timezone from 'dayjs/plugin/timezone.js'
import 'dayjs/locale/zh-cn.js'
import { useMe } from '../client/session.ts'
import { useLanguage, useWords } from '../i18n/i18n.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

/** Moments in the company's time zone, in the words of the language shown. */
export const useMoment = () => {
  const w = useWords()
  const { language } = useLanguage()
  const { data: me } = useMe()
  const zone = me?.tenant.zone ?? 'Asia/Shanghai'
  const local = (value: string) =>
    dayjs(value)
      .tz(zone)
      .locale(language === 'en' ? 'en' : 'zh-cn')
  /** What a `datetime-local` input holds, as the moment it means in the company's zone. */
  const typed = (value: string) => dayjs(momentOf(value, zone)).tz(zone)
  const now = () => dayjs().tz(zone)
  const sameYear = (value: string) => local(value).year() === now().year()
  const date = (value: string) =>
    dayjs(value.slice(0, 10))
      .locale(language === 'en' ? 'en' : 'zh-cn')
      .format(
        language === 'en'
          ? Number(value.slice(0, 4)) === now().year()
            ? 'MMM D'
            : 'MMM D, YYYY'
          : Number(value.slice(0, 4)) === now().year()
            ? 'M月D日'
            : 'YYYY年M月D日',
      )
  /** A day in the narrowest place: the year only where it is another one. */
  const brief = (value: string) => local(value).format(sameYear(value) ? 'MM-DD' : 'YYYY-MM-DD')
  const full = (value: string) => local(value).format('YYYY-MM-DD HH:mm:ss')
  const time = (value: string) => local(value).format('HH:mm')
  /** A day and the time of it. */
  const at = (value: string) => `${date(local(value).format('YYYY-MM-DD'))} ${time(value)}`
  const ago = (value: string): string => {
    const minutes = Math.floor((Date.now() - new Date(value).getTime()) / 60_000)
    if (minutes >= 0 && minutes < 1) return w('time.now')
    if (minutes >= 0 && minutes < 60) return w('time.minutes', { n: minutes })
    const days = now().startOf('day').diff(local(value).startOf('day'), 'day')
    if (days === 0) return w('time.today', { time: time(value) })
    if (days === 1) return w('time.yesterday', { time: time(value) })
    return local(value).format(
      language === 'en' ? (sameYear(value) ? 'MMM D, HH:mm' : 'MMM D, YYYY') : sameYear(value) ? 'M月D日 HH:mm' : 'YYYY年M月D日',
    )
  }
  /** A length of time, in its two largest parts. */
  const span = (ms: number): string => {
    const minutes = Math.floor(Math.abs(ms) / 60_000)
    const [d, h, n] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
    if (d > 0) return w('time.span_days', { d, h })
    return h > 0 ? w('time.span_hours', { h, n }) : w('time.span_minutes', { n })
  }
  /** How long until something is due, or since it was. */
  const left = (value: string): { readonly words: string; readonly late: boolean; readonly soon: boolean } => {
    const ms = Date.parse(value) - Date.now()
    const late = ms <= 0
    return { words: w(late ? 'time.over' : 'time.left', { time: span(ms) }), late, soon: !late && ms < 3_600_000 }
  }
  return { zone, local, typed, now, date, brief, full, time, at, ago, span, left }
}
