import { PhoneFileInput, PhoneFiles, type PhoneWidget } from '@lianke/ui/field-phone'

export const filePhone: PhoneWidget = { Display: PhoneFiles, Input: PhoneFileInput, label: 'title' }
