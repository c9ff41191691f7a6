import { phoneChoice, PhoneChoices, type PhoneWidget } from '@lianke/ui/field-phone'

export const multiSelectPhone: PhoneWidget = { Display: PhoneChoices, Input: phoneChoice(true), label: 'title' }
