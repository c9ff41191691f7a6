/** What a person typed cannot be made; said as it stands. */
export class BadName extends Error {}

export const snake = (name: string): string => name.replaceAll('-', '_')
export const kebab = (name: string): string => name.replaceAll(/[_.]/g, '-')
export const camel = (name: string): string => name.replaceAll(/[-_.]+(\w)/g, (_, letter: string) => letter.toUpperCase())
/** `gold_card` → `Gold card`. */
export const words = (name: string): string => {
  const text = name.replaceAll(/[-_.]+/g, ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
export const checked = (name: string | undefined, what: string): string => {
  if (!name) throw new BadName(`name the ${what}`)
  if (!/^[a-z][a-z0-9]*([_-][a-z0-9]+)*(\.[a-z][a-z0-9]*([_-][a-z0-9]+)*)*$/.test(name))
    throw new BadName(`"${name}" is no name for a ${what}: lower case letters, digits, - or _`)
  return name
}
