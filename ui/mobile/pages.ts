import { definePage, label } from '@lianke/kernel'

/** The phone's own pages; rooms bring theirs. */
export const phonePages = [
  definePage({
    name: 'today',
    label: label('今天', 'Today'),
    area: 'home',
    path: '/',
    icon: 'home',
    order: 0,
    device: 'mobile',
    load: () => import('./today.page.tsx'),
  }),
  definePage({
    name: 'me',
    label: label('我的', 'Me'),
    area: 'home',
    path: '/me',
    icon: 'user',
    order: 90,
    device: 'mobile',
    load: () => import('./me.page.tsx'),
  }),
]
