export * from './compile-filter.ts'
export * from './common-fields.ts'
export * from './list-query.ts'
export { type QueryContext, SelectScope, targetOf } from './scope.ts'
