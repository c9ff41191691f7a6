const rememberedMax = 500
const fewMax = 40
const shownMax = 100
/** What is longer is no word of a choice and no number: it is not kept. */
const lengthMax = 200

/** Takes the texts of a column one by one and tells what it says. */
export class ColumnTexts {
  readonly #texts = new Set<string>()
  #long = false

  add(cell: string): void {
    if (this.#texts.size > rememberedMax) return
    const text = cell.trim()
    if (text.length > lengthMax) this.#long = true
    else if (text !== '') this.#texts.add(text)
  }

  /** Different texts, the first of them. */
  some(): readonly string[] {
    return [...this.#texts]
  }

  /** All that the column says, where that is few things and none of them long; else undefined. */
  few(): readonly string[] | undefined {
    const all = this.some()
    return !this.#long && all.length > 0 && all.length <= fewMax && all.every(({ length }) => length <= shownMax)
      ? all
      : undefined
  }
}
