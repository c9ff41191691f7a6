import { refuse } from '@lianke/kernel'

/** Deeper than any definition of ours; what walks an input recursively is safe below it. */
const jsonDepthMax = 64

const quote = 34
const backslash = 92
const opens = new Set([91, 123])
const closes = new Set([93, 125])

/** Is the text nested deeper than `max`? One pass over its letters, before anything is built from it. */
const isNestedDeeper = (text: string, max: number): boolean => {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inText) {
      if (code === backslash) at++
      else if (code === quote) inText = false
    } else if (code === quote) inText = true
    else if (opens.has(code)) {
      if (++depth > max) return true
    } else if (closes.has(code)) depth--
  }
  return false
}

/** JSON from outside. Refuses `body.too_deep`; a SyntaxError is the caller's to name. */
export const readJson = (text: string): unknown => {
  if (isNestedDeeper(text, jsonDepthMax)) refuse('body.too_deep', { status: 400, params: { max: jsonDepthMax } })
  return JSON.parse(text)
}
