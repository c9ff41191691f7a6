import { setStorage } from '@lianke/platform/field-storage'

export const multiSelectStorage = setStorage('multi_select', 'text')
