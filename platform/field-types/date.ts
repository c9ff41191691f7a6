import { timeStorage } from './time-storage.ts'

export const dateStorage = timeStorage({ name: 'date', pg: 'date', lake: 'Date32', toLake: (day) => day })
