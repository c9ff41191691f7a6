import { PhoneText, type PhoneWidget } from '@lianke/ui/field-phone'

export const autoNumberPhone: PhoneWidget = { Display: PhoneText, Input: null, label: 'above' }
