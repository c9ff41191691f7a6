/** Something about a row, or about one cell of it, that keeps it from being read. */
export interface RowFault {
  /** Numbered as in its block: `first` and on. */
  readonly row: number
  /** Null: the whole row. */
  readonly column: number | null
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}

/** What a spreadsheet writes where a calculation failed. */
const spreadsheetErrors = new Set(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NULL!', '#NUM!', '#SPILL!', '#CALC!'])
export const isSpreadsheetError = (cell: string): boolean => cell.charCodeAt(0) === 35 && spreadsheetErrors.has(cell.trim())
export const cellError = (row: number, column: number, value: string): RowFault => ({
  row,
  column,
  code: 'import.cell_error',
  params: { value },
})
