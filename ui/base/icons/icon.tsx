import { Shapes } from 'lucide-react'
import { pictures } from './pictures.ts'
import { synonyms } from './synonyms.ts'

/** A line icon by name; an unknown name shows a neutral dot, so that a definition never breaks a screen. */
export const Icon = ({
  name,
  size = 16,
  className,
}: {
  readonly name: string | undefined
  readonly size?: number
  readonly className?: string
}) => {
  const Picture = pictures[name ?? ''] ?? pictures[synonyms[name ?? ''] ?? ''] ?? Shapes
  return <Picture size={size} strokeWidth={1.6} className={className} aria-hidden focusable={false} />
}
