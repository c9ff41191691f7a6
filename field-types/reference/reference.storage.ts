import { idStorage } from '@lianke/platform/field-storage'

export const referenceStorage = idStorage('reference')
