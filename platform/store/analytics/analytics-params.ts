/** Values of one statement: each becomes a typed placeholder, never text. */
export class AnalyticsParams {
  readonly values: Record<string, unknown> = {}
  readonly #known = new Map<string, string>()
  readonly add = (value: unknown, type: string): string => {
    const key = `${type}\n${JSON.stringify(value)}`
    const known = this.#known.get(key)
    if (known) return known
    const placeholder = `{p${this.#known.size}:${type}}`
    this.values[`p${this.#known.size}`] = value
    this.#known.set(key, placeholder)
    return placeholder
  }
}
