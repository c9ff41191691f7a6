import { definePage, label, type PageDefinition } from '@lianke/kernel'

/** Settings pages of the house itself; rooms add theirs with `definePage({ area: 'settings' })`. */
export const settingsPages: readonly PageDefinition[] = [
  definePage({ name: 'settings.profile', label: label('个人与安全', 'Profile and security'), area: 'settings', path: '/settings/profile', icon: 'user', order: 10, load: () => import('./profile.page.tsx') }),
  definePage({ name: 'settings.company', label: label('系统设置', 'Company settings'), area: 'settings', path: '/settings/company', icon: 'sliders', order: 20, may: 'platform.settings', load: () => import('./company.page.tsx') }),
  definePage({ name: 'settings.company_section', label: label('系统设置', 'Company settings'), area: 'settings', path: '/settings/company/$section', hidden: true, may: 'platform.settings', load: () => import('./company.page.tsx') }),
  definePage({ name: 'settings.roles', label: label('角色与权限', 'Roles and rights'), area: 'settings', path: '/o/organisation/role', icon: 'shield', order: 30, may: 'platform.accounts', load: () => import('./roles.page.tsx') }),
  definePage({ name: 'settings.sharing', label: label('共享规则', 'Sharing rules'), area: 'settings', path: '/settings/sharing', icon: 'share', order: 35, may: 'platform.accounts', load: () => import('./sharing.page.tsx') }),
  definePage({ name: 'settings.accounts', label: label('登录账号', 'Sign-in accounts'), area: 'settings', path: '/settings/accounts', icon: 'user-check', order: 40, may: 'platform.accounts', load: () => import('./accounts.page.tsx') }),
  definePage({ name: 'settings.designer', label: label('对象与字段', 'Objects and fields'), area: 'settings', path: '/settings/objects', icon: 'boxes', order: 50, may: 'platform.customise', load: () => import('./designer.page.tsx') }),
  definePage({ name: 'settings.keys', label: label('API 密钥', 'API keys'), area: 'settings', path: '/settings/keys', icon: 'key', order: 60, may: 'platform.keys', load: () => import('./keys.page.tsx') }),
  definePage({ name: 'settings.audit', label: label('审计', 'Audit'), area: 'settings', path: '/settings/audit', icon: 'history', order: 70, may: 'platform.audit', load: () => import('./audit.page.tsx') }),
]
