import { PhoneImageInput, PhoneImages, type PhoneWidget } from '@lianke/ui/field-phone'

export const imagePhone: PhoneWidget = { Display: PhoneImages, Input: PhoneImageInput, label: 'title' }
