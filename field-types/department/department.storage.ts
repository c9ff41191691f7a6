import { idStorage } from '@lianke/platform/field-storage'

export const departmentStorage = idStorage('department')
