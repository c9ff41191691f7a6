import { PhoneRecords, phoneRecords, type PhoneWidget } from '@lianke/ui/field-phone'

export const referencePhone: PhoneWidget = { Display: PhoneRecords, Input: phoneRecords(false), label: 'title' }
