export const id = '0035-file-holder'
/**
 * Which records were given a file. Whether one still holds it is asked of the record itself; here stands where to look. What was given
 * before is read off the columns that can hold files.
 */
export const sql = `
create table file_holder (
  file uuid not null, object text not null, record uuid not null, field text not null, primary key (file, object, record, field));
do $$
declare held record;
begin
  for held in
    select c.table_name, c.column_name from information_schema.columns c
    join information_schema.columns k on k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = 'deleted_at'
    where c.table_schema = current_schema() and c.udt_name = '_uuid' and c.table_name like '%\\_%'
  loop
    execute format(
      'insert into file_holder (file, object, record, field) select f.id, %L, t.id, %L from %I t, unnest(t.%I) as h(id) join stored_file f on f.id = h.id on conflict do nothing',
      regexp_replace(held.table_name, '_', '.'), held.column_name, held.table_name, held.column_name);
  end loop;
end $$;
`
