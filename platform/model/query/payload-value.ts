import { type RawBuilder, sql } from 'kysely'

/** Days that every month has, those of the months that have more, and the leap day. */
const leapYear = '(([02468][048]|[13579][26])00|\\d\\d(0[48]|[2468][048]|[13579][26]))'
const day = `(\\d{4}-((0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|${leapYear}-02-29)`
const time = '([T ]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?(Z|[+-]\\d\\d(:?\\d\\d)?)?)?'

/** Texts that PostgreSQL reads as these types. Facts that are older than the declaration of a property hold whatever was told. */
const readable: Readonly<Record<string, string>> = {
  bigint: '^\\s*[+-]?\\d{1,18}\\s*$',
  numeric: '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?\\s*$',
  boolean: '^(true|false)$',
  date: `^${day}${time}$`,
  timestamptz: `^${day}${time}$`,
}

/** A member of a fact's payload as a value of this type of PostgreSQL; null where it is none. */
export const payloadValue = (alias: string, member: string, type: string): RawBuilder<unknown> => {
  const text = sql`(${sql.ref(`${alias}.payload`)} ->> ${member})`
  const form = readable[type]
  return form === undefined
    ? sql`${text}::${sql.raw(type)}`
    : sql`(case when ${text} ~ ${form} then ${text}::${sql.raw(type)} end)`
}
