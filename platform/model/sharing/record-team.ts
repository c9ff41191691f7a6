import { type UnitOfWork, type Row, refuse } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { personOf } from '../records/record-facts.ts'
import { type NamedPrincipal, namePrincipals, type Principal } from './principal.ts'
import { levelOf, type ShareLevel, storedLevel } from './share-level.ts'

/** One who is on a record's team. `source`: `manual`, or the automation that put them there. */
interface TeamMember extends NamedPrincipal {
  readonly level: ShareLevel
  readonly until: string | null
  readonly source: string
  readonly added_at: string
}
interface MemberInput extends Principal {
  readonly level: ShareLevel
  readonly until: string | null
}
interface GrantRow {
  principal: string
  principal_kind: NamedPrincipal['kind']
  level: string
  source: string
  expires_at: string | null
  created_at: string
}
/** A record of an object, as the caller may see it. */
interface TeamRecord {
  readonly object: ModelObject
  readonly row: Row
}

const teamMax = 100
const manual = 'manual'
const lasting = '(expires_at is null or expires_at > now())'

/** Who is on the team now; places that have run out are not listed. */
export const listTeam = async (work: UnitOfWork, object: string, record: string): Promise<TeamMember[]> => {
  const rows = await work.sql<GrantRow>(
    `select principal, principal_kind, level, source, expires_at, created_at from record_grant where object = $1 and record = $2::uuid and ${lasting} order by id limit ${teamMax * 2}`,
    [object, record],
  )
  const known = await namePrincipals(
    work,
    rows.map(({ principal }) => principal),
  )
  return rows.flatMap(({ principal, principal_kind: kind, level, source, expires_at, created_at }) => {
    const named = known.get(principal)
    return named
      ? [{ kind, id: principal, title: named.title, level: levelOf(level), source, until: expires_at, added_at: created_at }]
      : []
  })
}

/** The timeline of the record, the audit and the bell of whoever was added all read this. */
const tell = async (
  work: UnitOfWork,
  { object, row }: TeamRecord,
  change: 'added' | 'changed' | 'removed',
  member: { kind: string; id: string; title: string | null; level?: ShareLevel; until?: string | null },
): Promise<void> =>
  work.emit({
    name: `record.team_${change}`,
    subject: { object: object.name, id: row.id },
    person: personOf(object, row),
    payload: {
      kind: member.kind,
      principal: member.id,
      member: member.title ?? '',
      level: member.level ?? null,
      until: member.until ?? null,
      title: row[object.definition.title] ?? null,
    },
  })

/** Puts somebody on the team, or changes their place. Refuses `team.not_yourself`: a place must not be made to last by who holds it. */
export const setMember = async (work: UnitOfWork, record: TeamRecord, member: MemberInput): Promise<void> => {
  const { object, row } = record
  if (work.actor.kind === 'user' && member.id === work.actor.id) refuse('team.not_yourself', { status: 409 })
  const known = (await namePrincipals(work, [member.id])).get(member.id)
  if (known?.kind !== member.kind)
    return refuse('input.invalid', { problems: [{ path: '/id', code: 'sharing.unknown_principal' }] })
  // An automation that brings a record its team must not make it endless.
  const [standing] = await work.sql<{ count: number; known: boolean }>(
    `select count(*)::float8 as count, coalesce(bool_or(principal = $3::uuid and source = '${manual}'), false) as known from record_grant where object = $1 and record = $2::uuid and ${lasting}`,
    [object.name, row.id, member.id],
  )
  if (!standing?.known && (standing?.count ?? 0) >= teamMax) refuse('team.full', { status: 409, params: { max: teamMax } })
  await work.sql(
    `insert into record_grant (object, record, principal_kind, principal, level, source, expires_at, created_by) values ($1, $2::uuid, $3, $4::uuid, $5, '${manual}', $6::timestamptz, $7::uuid)
      on conflict (object, record, principal, source) do update set level = excluded.level, expires_at = excluded.expires_at, created_by = excluded.created_by, created_at = excluded.created_at`,
    [
      object.name,
      row.id,
      member.kind,
      member.id,
      storedLevel(member.level),
      member.until,
      work.actor.kind === 'user' ? work.actor.id : null,
    ],
  )
  await tell(work, record, standing?.known ? 'changed' : 'added', { ...member, title: known.title })
}

/** Takes somebody off the team; oneself too. Refuses `team.no_such_member`. */
export const removeMember = async (work: UnitOfWork, record: TeamRecord, principal: string): Promise<void> => {
  const [gone] = await work.sql<{ principal_kind: string }>(
    `delete from record_grant where object = $1 and record = $2::uuid and principal = $3::uuid and source = '${manual}' returning principal_kind`,
    [record.object.name, record.row.id, principal],
  )
  if (!gone) refuse('team.no_such_member', { status: 404 })
  const known = (await namePrincipals(work, [principal])).get(principal)
  await tell(work, record, 'removed', { kind: gone.principal_kind, id: principal, title: known?.title ?? null })
}
