import { PhoneRecords, phoneRecords, type PhoneWidget } from '@lianke/ui/field-phone'

export const multiReferencePhone: PhoneWidget = { Display: PhoneRecords, Input: phoneRecords(true), label: 'title' }
