export * from './platform.ts'
export * from './db/database.ts'
export * from './model/model.ts'
export * from './lake/lake.ts'
