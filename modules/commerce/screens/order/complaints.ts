import { Problem } from '@lianke/ui'

/** Complaints about lines by the line's place, the others together. */
export const complaintsOf = (
  error: unknown,
): { readonly lines: ReadonlyMap<number, string>; readonly general: string | null } => {
  if (!(error instanceof Problem))
    return { lines: new Map(), general: error ? (error instanceof Error ? error.message : String(error)) : null }
  const lines = new Map(
    error.problems.flatMap(({ path, detail }) => {
      const at = /^\/lines\/(\d+)/.exec(path)?.[1]
      return at ? [[Number(at), detail || error.detail] as const] : []
    }),
  )
  return { lines, general: lines.size > 0 ? null : (error.problems[0]?.detail ?? (error.detail || error.title)) }
}
