export const id = '0034-import-undo'
/** Who asked for an undo: it never does what that actor could not do. */
export const sql = `
alter table import_run add column undo_kind text, add column undo_actor text;
create index import_run_actor on import_run (actor_kind, actor, created_at desc);
`
