// The profile engine is gone (ADR 66): nobody read its counts. Its cursor would stand still for ever and look like a reader that is behind.
export const id = '0060-no-profile'
export const sql = `
drop table if exists profile_trait;
delete from fact_dead where reader = 'profile';
delete from fact_cursor where reader = 'profile';
`
