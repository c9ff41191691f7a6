import { isObject, messageOfError, textIn } from '@lianke/kernel'

const shard = /_\d{6,}$/
const taken = /^duplicate key value violates unique constraint "(.+)"/
const withoutShard = (name: unknown): string | null => textIn(name)?.replace(shard, '') ?? null

/**
 * An error of a Citus worker, told as PostgreSQL tells it: tables and keys by their own names, not by those of the shard, and a key that is taken
 * as such also where Citus copied the rows (it then says XX000 and no names).
 */
export const withoutShards = (error: unknown): unknown => {
  if (!isObject(error)) return error
  const key = taken.exec(messageOfError(error))?.[1]
  const constraint = withoutShard(error.constraint ?? key)
  return Object.assign(error, {
    ...(constraint === null ? {} : { constraint }),
    ...(error.table === undefined ? {} : { table: withoutShard(error.table) }),
    ...(key === undefined ? {} : { code: '23505' }),
  })
}
