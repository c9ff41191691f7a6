import { filledContent, type Sight } from '@lianke/kernel'
import { titleField } from '../access/field-access.ts'
import { loadUserAccess, mayReadAny } from '../access/access-context.ts'
import type { SharingRule } from '../access/access-predicate.ts'
import { shownFilling } from '../access/shown-payload.ts'
import type { Connection } from '../../store/db/database.ts'
import type { Model } from '../model/model.ts'
import { openReads } from '../records/open-records.ts'
import { isId } from '../records/lock-rows.ts'
import type { CursorSeal } from '../../store/secrets/cursor-seal.ts'
import { readsByHandle } from './records-by-handle.ts'
import { filterContext, type TenantInfo } from './type-context.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** The eyes of a staff member, through the connection at hand: a unit of work that tells somebody something asks what he may see. */
export const sightOf = async (
  given: {
    readonly model: Model
    readonly tenant: TenantInfo
    readonly rules: readonly SharingRule[]
    readonly cursors: CursorSeal
    readonly now: string
  },
  connection: Pick<Connection, 'query'>,
  staff: string,
): Promise<Sight> => {
  const { model, rules, cursors } = given
  const access = await loadUserAccess(connection, { kind: 'user', id: isId(staff) ? staff : nobody })
  const filter = filterContext(given.tenant, access, given.now)
  const { get, list, count } = openReads(
    { model, access, rules, filter, cursors },
    (statement) => connection.query(statement),
    false,
  )
  const sees = async (name: string, id: string): Promise<boolean> => {
    const object = model.objects.get(name)
    if (!object || !mayReadAny(access, object)) return false
    const { data } = await list(name, { filter: { field: 'id', op: 'eq', value: id }, fields: ['id'], limit: 1 })
    return data.length > 0
  }
  const titleOf = async (name: string, id: string): Promise<string | null> => {
    const object = model.objects.get(name)
    const title = object && mayReadAny(access, object) ? titleField(access, object) : null
    if (title === null) return null
    const { data } = await list(name, { filter: { field: 'id', op: 'eq', value: id }, fields: [title], limit: 1 })
    const said = data[0]?.[title]
    return typeof said === 'string' && said !== '' ? said : null
  }
  return {
    ...readsByHandle({ get, list, count }),
    sees,
    titleOf,
    shown: (content) => filledContent(content, (filling) => shownFilling(model, access, filling)),
  }
}
