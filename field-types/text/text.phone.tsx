import { phoneLine, PhoneText, type PhoneWidget } from '@lianke/ui/field-phone'

export const textPhone: PhoneWidget = { Display: PhoneText, Input: phoneLine('text'), label: 'above' }
