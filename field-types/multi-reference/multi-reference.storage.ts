import { setStorage } from '@lianke/platform/field-storage'

export const multiReferenceStorage = setStorage('multi_reference', 'uuid')
