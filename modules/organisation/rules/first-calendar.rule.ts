const office = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
/** The calendar a company starts with. */
export const firstCalendar = (locale: 'zh-CN' | 'en') => ({
  name: locale === 'en' ? 'Company calendar' : '公司日历',
  week: [office, office, office, office, office, [], []],
  holidays: locale === 'en' ? 'none' : 'china',
  usual: true,
})
