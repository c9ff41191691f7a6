export const id = '0041-fact-source'
/** Who told the fact (`page`, `program`, `house`, `channel:<name>`). Null: it is older than this column; readers conclude it from who wrote it. */
export const sql = `alter table fact add column source text;`
