import { textIn } from '@lianke/kernel'
import { useParams, useSearch } from '@tanstack/react-router'

/** A named part of the path of this page (`$id`); undefined where the address has none. */
export const usePathPart = (name: string): string | undefined => {
  const parts: Readonly<Record<string, unknown>> = useParams({ strict: false })
  return textIn(parts[name]) ?? undefined
}

/** What stands behind the question mark under a name: it came from outside and is looked at before it is used. */
export const useAsked = (name: string): unknown => {
  const asked: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  return asked[name]
}
