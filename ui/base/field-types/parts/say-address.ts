import { isObject, textIn } from '@lianke/kernel'

/** Parts of an address, largest first, each said once (北京市 is both province and city). */
export const sayAddress = (value: unknown): string => {
  if (!isObject(value)) return String(value ?? '')
  const { province, city, district, street, detail } = value
  const parts = [province, city === province ? undefined : city, district, street, detail].flatMap((part) => textIn(part) || [])
  return parts.join(parts.some((part) => /\p{Script=Han}/u.test(part)) ? '' : ', ')
}
