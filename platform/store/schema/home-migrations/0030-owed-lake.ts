export const id = '0030-owed-lake'
export const sql = `
create table if not exists owed_lake (tenant text primary key, reason text not null, since timestamptz not null default now());
`
