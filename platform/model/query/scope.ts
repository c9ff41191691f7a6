import { type Field, refuse, targetOf } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { type AccessContext, mayReadAny } from '../access/access-context.ts'
import { accessPredicate, type SharingRule } from '../access/access-predicate.ts'
import { type FieldUse, usableField } from '../access/field-access.ts'
import type { FilterContext } from '../field-types/field-storage.ts'
import { commonField } from './common-fields.ts'
import { fieldStorages } from '../field-types/index.ts'
import { partField } from './part-field.ts'
import type { Model, ModelObject } from '../model/model.ts'

const pathHopsMax = 4

/** A field found by path: where it lies and what it is. */
export interface Found {
  readonly object: ModelObject
  readonly alias: string
  readonly name: string
  readonly field: Field
  /** Of a part of a value: the part, and how it is read. */
  readonly part?: { readonly name: string; readonly of: Field; readonly read: RawBuilder<unknown> }
}

/** Records that a question is about: their ids, or a statement of them with the column `id`. */
export type Among = readonly string[] | RawBuilder<unknown>

/** What compiling one statement needs throughout. `rules` are the tenant's sharing rules. */
export interface QueryContext {
  readonly model: Model
  readonly access: AccessContext
  readonly filter: FilterContext
  readonly rules: readonly SharingRule[]
}

interface Joined {
  readonly alias: string
  readonly object: ModelObject
}
interface Joining {
  readonly from: string
  readonly name: string
  readonly field: Field
  readonly path: string
  readonly named: boolean
}

/**
 * The tables of one SELECT: the object itself and, joined on demand, the records its paths lead through.
 * A joined record that is deleted or that the actor may not see counts as absent, so that a path never tells what a list would hide.
 */
export class SelectScope {
  readonly context: QueryContext
  readonly object: ModelObject
  readonly alias: string
  /** The records that the question is about, where they are known: what they did is asked once, of all of them. */
  readonly among: Among | undefined
  readonly #joins = new Map<string, { alias: string; object: ModelObject; sql: RawBuilder<unknown> }>()
  constructor(context: QueryContext, object: ModelObject, alias: string, among?: Among) {
    this.context = context
    this.object = object
    this.alias = alias
    this.among = among
  }

  /** The field at the end of a path, for one use; refuses `filter.unknown_field` for what does not exist or may not be seen. */
  find(path: string, use: FieldUse): Found {
    const parts = path.split('.')
    if (parts.length > pathHopsMax + 1) refuse('filter.path_too_long', { params: { path, max: pathHopsMax } })
    let object = this.object
    let alias = this.alias
    for (const [index, name] of parts.entries()) {
      const last = index === parts.length - 1
      const part = index === parts.length - 2 ? this.part({ object, alias, name, path, part: parts[index + 1] }, use) : null
      if (part) return part
      const field = this.field(object, name, path, last ? use : 'follow')
      if (last) return { object, alias, name, field }
      const joined = this.join(parts.slice(0, index + 1).join('.'), alias, name, field, path)
      object = joined.object
      alias = joined.alias
    }
    return refuse('filter.unknown_field', { params: { field: path } })
  }

  /** A part of a value, with the rights on the whole. */
  private part(
    { object, alias, name, path, part }: Pick<Found, 'object' | 'alias' | 'name'> & { path: string; part: string | undefined },
    use: FieldUse,
  ): Found | null {
    const whole = object.fields.get(name)
    const field = partField(whole, part)
    const storage = whole && fieldStorages[whole.type].part
    if (!field || !whole || part === undefined || !storage) return null
    this.field(object, name, path, use)
    const read = storage(part, sql.ref(`${alias}.${name}`))
    return { object, alias, name, field, part: { name: part, of: whole, read } }
  }

  field(object: ModelObject, name: string, path: string, use: FieldUse): Field {
    const field = object.fields.get(name) ?? commonField(name)
    return usableField(this.context.access, object, name, field, { use, path, unknown: 'filter.unknown_field' })
  }

  /** Joins the record a reference field points to, once per path. */
  join(key: string, from: string, name: string, field: Field, path = key): Joined {
    return this.joinOnce(key, { from, name, field, path, named: false })
  }

  /** The same for its name alone: a record that is deleted keeps the name that others show of it. */
  joinNamed(path: string, from: string, name: string, field: Field): Joined {
    return this.joinOnce(`${path}:name`, { from, name, field, path, named: true })
  }

  private joinOnce(key: string, { from, name, field, path, named }: Joining): Joined {
    const known = this.#joins.get(key)
    if (known) return known
    const to = targetOf(field)
    const object = to && this.context.model.objects.get(to)
    if (!object) return refuse('filter.not_a_path', { params: { field: path, part: name } })
    const alias = `${this.alias}_j${this.#joins.size}`
    const seen = mayReadAny(this.context.access, object) ? this.rows(object, alias, 'read') : sql`false`
    const standing = named ? sql`` : sql` and ${sql.ref(`${alias}.deleted_at`)} is null`
    const joined = {
      alias,
      object,
      sql: sql` left join ${sql.table(object.table)} as ${sql.ref(alias)} on ${sql.ref(`${alias}.id`)} = ${sql.ref(`${from}.${name}`)}${standing}${seen ? sql` and ${seen}` : sql``}`,
    }
    this.#joins.set(key, joined)
    return joined
  }

  get joins(): RawBuilder<unknown> {
    return this.#joins.size === 0
      ? sql``
      : sql.join(
          [...this.#joins.values()].map((join) => join.sql),
          sql``,
        )
  }

  /** Rows of an object in this statement that the actor may read (null: all). */
  rows(object: ModelObject, alias: string, action: 'read' | 'update' | 'delete'): RawBuilder<boolean> | null {
    const { model, access, rules } = this.context
    return accessPredicate({ model, access, object: object.name, alias, action, rules, compileRule: this.compileRule })
  }

  /** Set by the filter compiler; a field of the scope so that access and filter stay apart. */
  compileRule?: (object: string, alias: string, filter: import('@lianke/kernel').Filter) => RawBuilder<boolean>
}
