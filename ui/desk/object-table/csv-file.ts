/** A leading sign would be run as a formula by a spreadsheet; an apostrophe keeps it text. */
const cell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^[+-]?[\d.,]+$/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lines of cells as a CSV file that Excel opens with Chinese intact. */
export const saveCsv = (name: string, lines: readonly (readonly string[])[]): void => {
  const url = URL.createObjectURL(
    new Blob([`\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}`], { type: 'text/csv;charset=utf-8' }),
  )
  const link = document.createElement('a')
  link.href = url
  link.download = `${name}.csv`
  link.click()
  URL.revokeObjectURL(url)
}
