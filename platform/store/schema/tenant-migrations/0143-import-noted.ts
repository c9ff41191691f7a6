// What a file says beyond its fields may be kept in the remark: how many values were.
export const id = '0143-import-noted'
export const sql = `
alter table import_run add column noted integer not null default 0;
`
