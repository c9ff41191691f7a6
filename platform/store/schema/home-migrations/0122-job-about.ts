export const id = '0122-job-about'
/** What a run was about, where its payload said so: one name of work is done for several things. */
export const sql = `
alter table job_run add column about text;
`
