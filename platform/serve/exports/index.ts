export { bareCell, csvLine, safeCell } from '../../store/files/csv-line.rule.ts'
export { type ExportColumn, exportColumns, exportRows } from './export-rows.ts'
export { csvText, xlsxStream } from './export-file.ts'
export { exportRoutes } from './export-routes.ts'
