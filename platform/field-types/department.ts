import { idStorage } from './id-storage.ts'

export const departmentStorage = idStorage('department')
