import { RE2JS } from 're2js'

/** A pattern that somebody outside wrote; matched in time that grows with the text alone, however it is written. */
interface LinearPattern {
  /** Does the whole text match? */
  readonly whole: (text: string) => boolean
  /** Does a part of it? */
  readonly part: (text: string) => boolean
}
const patternMax = 500
/** Unfolded repetitions cost memory even where time is linear. */
const programMax = 2000
const kept = new Map<string, LinearPattern | null>()
const keptMax = 500

const compile = (pattern: string): LinearPattern | null => {
  try {
    if (pattern.length > patternMax) return null
    const program = RE2JS.compile(RE2JS.translateRegExp(pattern))
    if (program.programSize() > programMax) return null
    return { whole: (text) => program.matcher(text).matches(), part: (text) => program.matcher(text).find() }
  } catch {
    return null // no pattern, or one that cannot be matched in linear time (a look-ahead, a back reference)
  }
}

/** The pattern, ready to match; null when it is none, is too long, or needs what only a backtracking engine can do. */
export const linearPattern = (pattern: string): LinearPattern | null => {
  const known = kept.get(pattern)
  if (known !== undefined) return known
  const made = compile(pattern)
  if (kept.size >= keptMax) kept.clear()
  kept.set(pattern, made)
  return made
}
