// A row of a file may be one line of a record with parts: how many rows went into a record that another row had begun.
export const id = '0078-import-merged'
export const sql = `
alter table import_run add column merged integer not null default 0;
`
