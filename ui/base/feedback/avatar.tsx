const colors = ['blue', 'green', 'orange', 'purple', 'cyan', 'gold', 'red'] as const

/** The same name always has the same colour. */
export const colorOf = (name: string): (typeof colors)[number] => {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return colors[sum % colors.length] ?? 'blue'
}
/** Small faces hold one character, larger ones two. */
const initialsOf = (name: string, short: boolean): string => {
  const plain = name.trim()
  if (/^[\p{Script=Han}]/u.test(plain)) return short ? plain.slice(-1) : plain.slice(-2)
  return plain
    .split(/\s+/)
    .slice(0, short ? 1 : 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')
}

/** Face of a person or a thing: its picture, or its initials on a steady colour; who has no name yet has a dot. */
export const Avatar = ({
  name,
  src,
  size = 20,
  square,
}: {
  readonly name: string | null | undefined
  readonly src?: string | null
  readonly size?: number
  readonly square?: boolean
}) => {
  const initials = initialsOf(name ?? '', size < 28) || '·'
  return (
    <span
      className={`lk-avatar lk-c-${colorOf(name ?? '')}${square ? ' square' : ''}`}
      style={{ width: size, height: size, fontSize: Math.max(9, Math.round(size * (initials.length > 1 ? 0.36 : 0.48))) }}
      aria-hidden
    >
      {src ? <img src={src} alt="" loading="lazy" /> : initials}
    </span>
  )
}
