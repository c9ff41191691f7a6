import { phoneChoice, PhoneChoices, type PhoneWidget } from '@lianke/ui/field-phone'

export const selectPhone: PhoneWidget = { Display: PhoneChoices, Input: phoneChoice(false), label: 'title' }
