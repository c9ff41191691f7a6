import { setStorage } from '@lianke/platform/field-storage'

export const tagsStorage = setStorage('tags', 'text')
