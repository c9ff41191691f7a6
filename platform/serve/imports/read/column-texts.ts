const rememberedMax = 500
const fewMax = 40
/** Beyond so many different texts a column is no list of words, and what comes later is counted no more. */
const countedMax = 5000
const shownMax = 100
/** What is longer is no word of a choice and no number: it is not kept. */
const lengthMax = 200

/** A text of a column, and how many rows say it. */
export interface TextCount {
  readonly text: string
  readonly rows: number
}
/** The texts that a column says most often, of how many. */
export interface OftenSaid {
  readonly texts: readonly TextCount[]
  readonly different: number
}

/** Takes the texts of a column one by one and tells what it says. */
export class ColumnTexts {
  readonly #counts = new Map<string, number>()
  #long = false

  add(cell: string): void {
    const text = cell.trim()
    if (text.length > lengthMax) this.#long = true
    else if (text !== '') {
      const known = this.#counts.get(text)
      if (known !== undefined || this.#counts.size < countedMax) this.#counts.set(text, (known ?? 0) + 1)
    }
  }

  /** Different texts, the first of them. */
  some(): readonly string[] {
    return [...this.#counts.keys().take(rememberedMax)]
  }

  #isWords(): boolean {
    return !this.#long && this.#counts.size > 0 && this.#counts.keys().every(({ length }) => length <= shownMax)
  }

  /** All that the column says, where that is few things and none of them long; else undefined. */
  few(): readonly string[] | undefined {
    return this.#counts.size <= fewMax && this.#isWords() ? [...this.#counts.keys()] : undefined
  }

  /** Where it says more than few things: those that it says most often, as often as they stand. */
  often(): OftenSaid | undefined {
    return this.#counts.size > fewMax && this.#isWords()
      ? { texts: mostSaid(this.#counts, fewMax), different: this.#counts.size }
      : undefined
  }
}

/** Those that are said most often, the first first among equals. */
export const mostSaid = (counts: ReadonlyMap<string, number>, most: number): TextCount[] =>
  [...counts]
    .map(([text, rows]) => ({ text, rows }))
    .sort((a, b) => b.rows - a.rows)
    .slice(0, most)
