import { PhoneArea, PhoneText, type PhoneWidget } from '@lianke/ui/field-phone'

export const longTextPhone: PhoneWidget = { Display: PhoneText, Input: PhoneArea, label: 'above' }
