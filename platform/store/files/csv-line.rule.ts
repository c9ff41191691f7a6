/** A cell that a spreadsheet would take for a formula begins with an apostrophe, so that nobody's name runs a program. */
export const safeCell = (text: string): string =>
  /^'*[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s.,]+%?$/.test(text) ? `'${text}` : text

const textFormula = /^="([^"]*)"$/
/** The cell without the apostrophe that {@link safeCell} gave it, or as the text that `="013800"` gives in a spreadsheet. */
export const bareCell = (text: string): string =>
  text.startsWith("'") && safeCell(text.slice(1)) === text ? text.slice(1) : (textFormula.exec(text)?.[1] ?? text)

/** One line of CSV. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map((cell) => {
      const safe = safeCell(cell)
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
    })
    .join(',')}\r\n`
