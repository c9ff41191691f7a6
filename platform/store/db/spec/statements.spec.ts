import { expect, it } from 'vitest'
import { statementsOf } from '../statements.ts'

it('takes a script of definitions apart at the semicolons that end a statement, and at no other', () => {
  const script = `create table a (n int); -- one; two
    /** three; four */ comment on table a is 'it''s; five';
    do $$ begin perform 1; perform 2; end $$;
    create function f() returns text language plpgsql as $f$ begin return $$;$$; end $f$;
    alter table "odd;name" add column b text;;
    /* nothing; */ -- at the end;`
  expect(statementsOf(script)).toEqual([
    'create table a (n int)',
    `-- one; two\n    /** three; four */ comment on table a is 'it''s; five'`,
    'do $$ begin perform 1; perform 2; end $$',
    'create function f() returns text language plpgsql as $f$ begin return $$;$$; end $f$',
    'alter table "odd;name" add column b text',
  ])
})
