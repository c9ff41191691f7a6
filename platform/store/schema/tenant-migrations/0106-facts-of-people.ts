export const id = '0106-facts-of-people'
/** What colleagues did themselves, newest first: a handful among the many facts of customers and of the house. */
export const sql = `
create index fact_by_people on fact (actor_kind, seq desc) where actor_kind = 'user';
`
