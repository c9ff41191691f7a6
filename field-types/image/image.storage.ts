import { setStorage } from '@lianke/platform/field-storage'

export const imageStorage = setStorage('image', 'uuid')
