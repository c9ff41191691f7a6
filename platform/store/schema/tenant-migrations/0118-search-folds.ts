export const id = '0118-search-folds'
/** Entries are made anew by the reader, without accents and with simplified signs: what is stored is what is looked for. */
export const sql = `delete from fact_cursor where reader = 'search';`
