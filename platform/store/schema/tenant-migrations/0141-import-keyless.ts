// Rows that name no record by the key may be left out by choice: how many were.
export const id = '0141-import-keyless'
export const sql = `
alter table import_run add column keyless integer not null default 0;
`
