import { presenceStorage } from '@lianke/platform/field-storage'

export const jsonStorage = presenceStorage('json', 'jsonb')
