import { timeStorage } from '@lianke/platform/field-storage'

export const dateStorage = timeStorage({ name: 'date', pg: 'date', analytics: 'Date32', toAnalytics: (day) => day })
