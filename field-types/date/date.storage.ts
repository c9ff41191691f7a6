import { timeStorage } from '@lianke/platform/field-storage'

export const dateStorage = timeStorage({ name: 'date', pg: 'date', lake: 'Date32', toLake: (day) => day })
