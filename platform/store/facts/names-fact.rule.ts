/** Whether one of these (`order.paid`, or `order.*` with all that begins so) names a fact of this name. */
export const namesFact = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name))
