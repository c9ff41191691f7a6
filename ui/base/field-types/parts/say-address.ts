import type { AddressValue } from '@lianke/kernel'

/** Parts of an address, largest first, each said once (北京市 is both province and city). */
export const sayAddress = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  const { province, city, district, street, detail } = value as AddressValue
  const parts = [province, city === province ? undefined : city, district, street, detail].filter((part): part is string =>
    Boolean(part),
  )
  return parts.join(parts.some((part) => /\p{Script=Han}/u.test(part)) ? '' : ', ')
}
