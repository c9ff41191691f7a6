import { isObject, textIn, type UnitOfWork } from '@lianke/kernel'
import { soundOf } from '@lianke/platform'
import { linkKeys } from '../rules/link-keys.rule.ts'
import { type LinkRecord, linkRecord } from '../rules/link-record.rule.ts'

const personsPerSet = 2000
/** More than so many who share a key share it by chance: they are compared by their other keys. */
const blockMax = 30
/** Blocks are made in so many passes, so that none holds readers of facts for long. */
export const blockPasses = 16

interface PersonRow {
  readonly id: string
  readonly name: string | null
  readonly birthday: string | null
  readonly gender: string | null
  readonly company: string | null
  readonly address: unknown
  readonly phones: readonly string[] | null
  readonly emails: readonly string[] | null
}

/** Forgets the last search. */
export const clearLinks = async (work: UnitOfWork): Promise<void> => {
  await work.sql('truncate identity_link, identity_link_block')
}

const line = (address: unknown, parts: readonly string[]): string | null => {
  const said = isObject(address) ? parts.flatMap((part) => textIn(address[part]) ?? []) : []
  return said.length > 0 ? said.join(' ') : null
}

const recordOf = ({ address, phones, emails, ...row }: PersonRow): LinkRecord =>
  linkRecord(
    {
      ...row,
      street: line(address, ['street', 'detail']),
      place: line(address, ['postcode', 'province', 'city', 'district']),
      phones: phones ?? [],
      emails: emails ?? [],
    },
    soundOf,
  )

/** Folds one set of persons and keeps it; answers where the next one begins, null where there is none, and how many there were. */
export const linkPersons = async (work: UnitOfWork, after: string | null): Promise<{ next: string | null; count: number }> => {
  const rows = await work.sql<PersonRow>(
    `select p.id, p.name, p.birthday::text as birthday, p.gender, p.company, p.address,
        array_remove(array_append(i.phones, p.phone), null) as phones, array_remove(array_append(i.emails, p.email), null) as emails
      from customer_person p left join lateral (
        select array_agg(value) filter (where type = 'phone') as phones, array_agg(value) filter (where type = 'email') as emails
        from customer_identifier where person = p.id and deleted_at is null and type in ('phone', 'email')) i on true
      where p.deleted_at is null and p.merged_into is null and ($1::uuid is null or p.id > $1) order by p.id limit ${personsPerSet}`,
    [after],
  )
  const links = rows.map((row) => {
    const record = recordOf(row)
    return { person: row.id, name: record.name, record, keys: linkKeys(record) }
  })
  await work.sql(
    `insert into identity_link (person, name, record, keys) select person, name, record, keys
      from jsonb_to_recordset($1::jsonb) as r (person uuid, name text, record jsonb, keys bigint[])`,
    [JSON.stringify(links.filter(({ keys }) => keys.length > 0))],
  )
  return { next: rows.length < personsPerSet ? null : (rows.at(-1)?.id ?? null), count: rows.length }
}

/** Brings together who shares a key; one pass of {@link blockPasses}. */
export const makeBlocks = (work: UnitOfWork, pass: number) =>
  work.sql(
    `insert into identity_link_block (key, persons) select key, array_agg(person order by person)
      from identity_link, unnest(keys) as key where key % ${blockPasses} = $1 group by key having count(*) between 2 and ${blockMax}`,
    [pass],
  )
