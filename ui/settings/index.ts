import { definePage, label, type PageDefinition } from '@lianke/kernel'

/** Settings pages of the house itself. */
export const settingsPages: readonly PageDefinition[] = [
  definePage({ name: 'settings.profile', label: label('个人与安全', 'Profile and security'), area: 'settings', path: '/settings/profile', icon: 'user', order: 10, load: () => import('./profile.page.tsx') }),
]
