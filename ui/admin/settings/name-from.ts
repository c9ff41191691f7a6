/** A name for programs, made from a label: letters and digits, else its place. */
export const nameFrom = (text: string, place: number): string => {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
  return /^[a-z]/.test(plain) ? plain : `option_${place}`
}
