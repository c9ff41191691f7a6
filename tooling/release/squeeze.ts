import pg from 'pg'

const freshSegments = 6

/** Makes a stopped-to-be installation small without changing what it holds: tables rewritten, old write-ahead log gone. */
export const squeeze = async (databaseUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`alter system set wal_recycle = off`)
    await client.query(`alter system set min_wal_size = '32MB'`)
    await client.query('select pg_reload_conf()')
    await client.query('vacuum (full, analyze)')
    // A segment that was used again holds old pages behind its end: enough fresh ones take its place.
    for (let turn = 0; turn < freshSegments; turn++) {
      await client.query('checkpoint')
      await client.query('select pg_switch_wal()')
    }
    await client.query('checkpoint')
    await client.query('alter system reset all')
  } finally {
    await client.end()
  }
}
