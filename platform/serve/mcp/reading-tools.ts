import { label, type Meta, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { saidCommands, saidObject, saidObjects } from './describe.ts'
import { type McpDoor, pathOf } from './door.ts'
import { type Tool, tool } from './tool.ts'

const object = z.string().max(120).describe('Name of an object, like customer.person')
const filter = z
  .record(z.string(), z.unknown())
  .describe(
    'A tree: {"field","op","value"}, {"and":[…]}, {"or":[…]}, {"not":…}. Fields may be paths through references (person.city). describe_object tells the operators of each field.',
  )
const pageMax = 100

const metaOf = (door: McpDoor): Promise<Meta> => door.ask('GET', '/meta')

/** What kinds of records there are, and what can be done with them. */
const modelTools = (door: McpDoor): readonly Tool[] => [
  tool({
    name: 'list_objects',
    title: label('有哪些对象', 'Kinds of records'),
    description:
      'The kinds of records in this CRM that you may read, with what you may do with each. Begin here. Also answers acts that belong to no single record.',
    input: {},
    run: async () => {
      const meta = await metaOf(door)
      return { objects: saidObjects(meta), commands: saidCommands(meta) }
    },
  }),
  tool({
    name: 'describe_object',
    title: label('对象的字段和操作', 'Fields and acts of an object'),
    description:
      'Fields, options, operators and acts (commands, with a JSON Schema of their input) of one object. Ask before you filter or write.',
    input: { object },
    run: async (input) => {
      const meta = await metaOf(door)
      const found = meta.objects.find(({ name }) => name === input.object)
      return found ? saidObject(meta, found) : refuse('object.unknown', { status: 404, params: { object: input.object } })
    },
  }),
]

/** Records, by word, by question, by id. */
const recordTools = (door: McpDoor): readonly Tool[] => [
  tool({
    name: 'search',
    title: label('搜索', 'Search'),
    description: 'Finds records of all kinds by a name, pinyin, the end of a phone number, an email address or a number.',
    input: { q: z.string().min(1).max(100), limit: z.number().int().min(1).max(50).optional() },
    run: ({ q, limit = 20 }) => door.ask('GET', '/search', { query: { q, limit: String(limit) } }),
  }),
  tool({
    name: 'query_records',
    title: label('查询记录', 'Query records'),
    description:
      'A page of records of one object: filtered, sorted (["-created_at"]), with chosen fields. Hand `next` back as `cursor` for the next page. `count` answers how many there are (capped).',
    input: {
      object,
      filter: filter.optional(),
      search: z.string().max(200).optional(),
      sort: z.array(z.string().max(250)).max(3).optional(),
      fields: z.array(z.string().max(250)).max(100).optional(),
      limit: z.number().int().min(1).max(pageMax).optional(),
      cursor: z.string().max(4000).optional(),
      count: z.boolean().optional(),
    },
    run: ({ object: name, ...body }) => door.ask('POST', `${pathOf(name)}/query`, { body: { limit: 20, ...body } }),
  }),
  tool({
    name: 'get_record',
    title: label('读取一条记录', 'Read a record'),
    description: 'One record whole, with its lines.',
    input: { object, id: z.uuid() },
    run: ({ object: name, id }) => door.ask('GET', `${pathOf(name)}/${id}`),
  }),
]

/** What happened, and how much of it. */
const figureTools = (door: McpDoor): readonly Tool[] => [
  tool({
    name: 'record_history',
    title: label('一条记录的历史', 'History of a record'),
    description: 'What was done to a record, newest first; of a customer.person everything that happened with that person.',
    input: { object, id: z.uuid(), limit: z.number().int().min(1).max(pageMax).optional() },
    run: ({ object: name, id, limit = 20 }) =>
      door.ask('GET', `${pathOf(name)}/${id}/${name === 'customer.person' ? 'timeline' : 'history'}`, {
        query: { limit: String(limit) },
      }),
  }),
  tool({
    name: 'aggregate',
    title: label('统计', 'Figures'),
    description:
      'Counts, sums and averages over records or events, grouped. measures: [{"fn":"count"}, {"fn":"sum","field":"amount"}]; group: [{"field":"created_at","bucket":"month"}]. `as_of` says up to when they are true.',
    input: {
      object: object.optional(),
      event: z.string().max(120).optional(),
      group: z.array(z.record(z.string(), z.unknown())).max(3).optional(),
      measures: z.array(z.record(z.string(), z.unknown())).min(1).max(8),
      filter: filter.optional(),
      sort: z.array(z.string().max(300)).max(3).optional(),
      limit: z.number().int().min(1).max(1000).optional(),
    },
    run: (body) => door.ask('POST', '/reports/aggregate', { body }),
  }),
]

/** What an assistant may look at: as much as its caller may. */
export const readingTools = (door: McpDoor): readonly Tool[] => [...modelTools(door), ...recordTools(door), ...figureTools(door)]
