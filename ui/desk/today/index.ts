import { definePage, label } from '@lianke/kernel'

/** Home: what to do first. Modules fill it with panels on `home:main` and `home:side`. */
export const todayPage = definePage({
  name: 'home.today',
  label: label('今天', 'Today'),
  area: 'home',
  path: '/',
  icon: 'home',
  order: 1,
  load: () => import('./today.page.tsx'),
})
