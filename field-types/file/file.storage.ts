import { setStorage } from '@lianke/platform/field-storage'

export const fileStorage = setStorage('file', 'uuid')
