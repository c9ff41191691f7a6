import {
  type Answered,
  type Filter,
  type GetOptions,
  type ListQuery,
  type ListResult,
  nameOf,
  type Named,
  type ObjectHandle,
  type Records,
  type RecordsByName,
  type Row,
  type RowOf,
  type UpsertInput,
  type UpsertResult,
} from '@lianke/kernel'

type Values = Record<string, unknown>
type Reads = Pick<RecordsByName, 'get' | 'list' | 'count'>

/** Reads by handle or by name: at run time a handle is its name, the types are those of its definition. */
export const readsByHandle = (by: Reads): Pick<Records, 'get' | 'list' | 'count'> => {
  function get<D extends ObjectHandle>(object: D, id: string, options?: object): Promise<Answered<D, never>>
  function get(object: string, id: string, options?: GetOptions): Promise<Row>
  function get(object: Named, id: string, options?: GetOptions): Promise<Row> {
    return by.get(nameOf(object), id, options)
  }
  function list<D extends ObjectHandle>(object: D, query?: object): Promise<ListResult<Answered<D, never>>>
  function list(object: string, query?: ListQuery): Promise<ListResult>
  function list(object: Named, query?: ListQuery): Promise<ListResult> {
    return by.list(nameOf(object), query)
  }
  return { get, list, count: (object, query) => by.count(nameOf(object), query) }
}

/** All that records answer and take, by handle or by name. */
export const recordsByHandle = (by: RecordsByName): Records => {
  function find<D extends ObjectHandle>(
    object: D,
    ids: readonly string[],
    options?: object,
  ): Promise<ReadonlyMap<string, RowOf<D>>>
  function find(object: string, ids: readonly string[], options?: object): Promise<ReadonlyMap<string, Row>>
  function find(object: Named, ids: readonly string[], options?: object): Promise<ReadonlyMap<string, Row>> {
    return by.find(nameOf(object), ids, options)
  }
  function inSets<D extends ObjectHandle>(object: D, query?: object): AsyncIterable<RowOf<D>[]>
  function inSets(object: string, query?: object): AsyncIterable<Row[]>
  function inSets(object: Named, query?: object): AsyncIterable<Row[]> {
    return by.inSets(nameOf(object), query)
  }
  function create<D extends ObjectHandle>(object: D, values: Values): Promise<RowOf<D>>
  function create(object: string, values: Values): Promise<Row>
  function create(object: Named, values: Values): Promise<Row> {
    return by.create(nameOf(object), values)
  }
  function update<D extends ObjectHandle>(object: D, id: string, values: Values): Promise<RowOf<D>>
  function update(object: string, id: string, values: Values): Promise<Row>
  function update(object: Named, id: string, values: Values): Promise<Row> {
    return by.update(nameOf(object), id, values)
  }
  const upsert = ({ object, ...input }: Omit<UpsertInput, 'object'> & { readonly object: Named }): Promise<UpsertResult> =>
    by.upsert({ ...input, object: nameOf(object) })
  return {
    ...readsByHandle(by),
    find,
    inSets,
    mayAsk: (object, filter) => by.mayAsk(nameOf(object), filter),
    create,
    update,
    remove: (object, id, options) => by.remove(nameOf(object), id, options),
    uses: by.uses,
    restore: (object, id) => by.restore(nameOf(object), id),
    upsert,
    updateWhere: (object: Named, filter: Filter, values: Values, options?: { max?: number }) =>
      by.updateWhere(nameOf(object), filter, values, options),
  }
}
