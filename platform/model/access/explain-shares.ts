import { departmentObject, type Label, roleObject, staffObject, tableOf } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../store/db/database.ts'
import type { AccessContext } from './access-context.ts'
import type { SharingRule } from './access-predicate.ts'

interface SharesInput {
  readonly database: Database
  readonly tenant: string
  readonly access: AccessContext
  readonly rules: readonly SharingRule[]
  readonly object: string
  readonly id: string
  readonly table: string
  /** IANA zone in which a last day is told. */
  readonly zone: string
  /** Whether a rule covers the row of the alias `t`. */
  readonly covers: (rule: SharingRule) => RawBuilder<boolean>
}
interface Reason {
  readonly code: string
  readonly text: Label
}
interface Grant {
  readonly kind: 'user' | 'department' | 'role'
  readonly title: string | null
  readonly level: 'read' | 'write'
  readonly until: string | null
  readonly mine: boolean
}

const reasonsMax = 20
const may = (level: 'read' | 'write'): Label =>
  level === 'write' ? { zh: '可修改', en: 'may change it' } : { zh: '可查看', en: 'may read it' }
const kinds: Readonly<Record<Grant['kind'], Label>> = {
  user: { zh: '同事', en: 'colleague' },
  department: { zh: '部门', en: 'department' },
  role: { zh: '角色', en: 'role' },
}

const ofGrant = ({ kind, title, level, until, mine }: Grant): Reason => {
  const end = until === null ? { zh: '', en: '' } : { zh: `，到 ${until}`, en: `, until ${until}` }
  const who = mine
    ? { zh: '本人', en: 'personally' }
    : { zh: `${kinds[kind].zh}「${title ?? ''}」`, en: `as ${kinds[kind].en} “${title ?? ''}”` }
  return {
    code: 'grant',
    text: {
      zh: `在记录的团队里：${who.zh}（${may(level).zh}${end.zh}）`,
      en: `On the team of the record ${who.en} (${may(level).en}${end.en})`,
    },
  }
}
const ofRule = ({ name, level }: SharingRule): Reason => ({
  code: 'rule',
  text: {
    zh: `共享规则「${name || '未命名'}」（${may(level).zh}）`,
    en: `The sharing rule “${name || 'unnamed'}” (${may(level).en})`,
  },
})

/** Which places in the team and which sharing rules let an actor see a record, each by its name. */
export const explainShares = async ({
  database,
  tenant,
  access,
  rules,
  object,
  id,
  table,
  zone,
  covers,
}: SharesInput): Promise<Reason[]> => {
  if (access.principals.length === 0) return []
  const names = sql`select id, name from ${sql.table(tableOf(staffObject))} union all select id, name from ${sql.table(tableOf(departmentObject))} union all select id, name from ${sql.table(tableOf(roleObject))}`
  const grants = await database.query<Grant>(
    tenant,
    sql`
    select g.principal_kind as kind, n.name as title, g.level, to_char(g.expires_at at time zone ${zone}, 'YYYY-MM-DD') as until, coalesce(g.principal = ${access.me}::uuid, false) as mine
    from record_grant g left join (${names}) n on n.id = g.principal
    where g.object = ${object} and g.record = ${id}::uuid and g.principal = any(${access.principals}::uuid[]) and (g.expires_at is null or g.expires_at > now())
    order by g.id limit ${reasonsMax}`,
  )
  const mine = rules.filter(
    (rule) => rule.object === object && rule.principals.some((principal) => access.principals.includes(principal)),
  )
  if (mine.length === 0) return grants.map(ofGrant)
  const tests = sql.join(
    mine.map((rule) => sql`case when ${covers(rule)} then ${rule.id}::text end`),
    sql`, `,
  )
  const [row] = await database.query<{ rules: string[] }>(
    tenant,
    sql`select array_remove(array[${tests}], null) as rules from ${sql.table(table)} as t where t.id = ${id}::uuid`,
  )
  return [
    ...grants.map(ofGrant),
    ...mine
      .filter((rule) => row?.rules.includes(rule.id))
      .slice(0, reasonsMax)
      .map(ofRule),
  ]
}
