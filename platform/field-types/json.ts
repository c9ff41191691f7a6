import { presenceStorage } from './presence-storage.ts'

export const jsonStorage = presenceStorage('json', 'jsonb')
