import { label } from '@lianke/kernel'

/** Settings screens. */
export const settingsWords = {
  'settings.title': label('设置', 'Settings'),
} as const
