import type { Edit } from './edit.ts'
import { fieldTypeNames, fieldTypes } from '@lianke/kernel'
import { fieldType } from './field-type.ts'
import { inContract, inWork, type Kind, roomOf, screensOf } from './in-room.ts'
import { BadName, camel, checked, kebab, snake, words } from './names.ts'
import { chart, condition, notice, panel } from './shown-kinds.ts'

const module: Kind = {
  use: 'module <name>',
  make(edit, [given]) {
    const name = snake(checked(given, 'module'))
    edit.create(
      `modules/${name}/package.json`,
      `{ "name": "@lianke/${name}", "version": "0.1.0", "private": true, "type": "module", "exports": { ".": "./index.ts", "./contract": "./contract.ts", "./screens": "./screens/index.ts" } }`,
    )
    edit.create(`modules/${name}/index.ts`, `export { ${camel(name)}Module } from './module.ts'`)
    edit.create(
      `modules/${name}/module.ts`,
      `import { defineModule, label } from '@lianke/kernel'\n\n/** What this module is about, in one sentence. */\nexport const ${camel(name)}Module = defineModule({\n  name: '${name}',\n  label: label('${words(name)}', '${words(name)}'),\n  area: 'customer',\n})`,
    )
    edit.create(
      `modules/${name}/contract.ts`,
      `/** What other modules may name of this one: objects, acts, events. */\nexport {}`,
    )
    edit.create(`modules/${name}/README.md`, `# ${name}\n\nWhat this module is about, in one sentence.`)
    edit.addImport('apps/modules.ts', `import { ${camel(name)}Module } from '@lianke/${name}'`)
    edit.addToArray('apps/modules.ts', 'modules', `${camel(name)}Module`)
  },
}
const object: Kind = {
  use: 'object <module> <noun>',
  tables: true,
  make(edit, [first, given]) {
    const room = roomOf(edit, first)
    const noun = snake(checked(given, 'noun'))
    inWork(edit, room, {
      list: 'objects',
      file: `objects/${kebab(noun)}.object.ts`,
      symbol: camel(noun),
      text: `import { defineObject, label, text } from '@lianke/kernel'\n\n/** One ${words(noun).toLowerCase()}. */\nexport const ${camel(noun)} = defineObject({\n  name: '${room}.${noun}',\n  label: label('${words(noun)}', '${words(noun)}'),\n  title: 'name',\n  fields: {\n    name: text(label('名称', 'Name'), { required: true, max: 120, search: 'name', inList: true }),\n  },\n})`,
    })
    inContract(edit, room, `export { ${camel(noun)} } from './objects/${kebab(noun)}.object.ts'`)
  },
}
/** Types of which a field needs no option. */
const simpleTypes: readonly string[] = fieldTypeNames.filter((name) => !fieldTypes[name].checkOptions?.({}))
const field: Kind = {
  use: 'field <module>.<noun>.<field> [type]',
  tables: true,
  make(edit, [given, type = 'text']) {
    const [room, noun, name] = checked(given, 'field').split('.').map(snake)
    if (!room || !noun || !name) throw new BadName('a field is named module.noun.field')
    if (!simpleTypes.includes(type))
      throw new BadName(
        `"${type}" is none of ${simpleTypes.join(', ')} (other types need options: write them in the object's file)`,
      )
    const path = `modules/${roomOf(edit, room)}/objects/${kebab(noun)}.object.ts`
    const text = edit.read(path)
    if (new RegExp(`^    ${name}: `, 'm').test(text)) throw new BadName(`${room}.${noun} has a field ${name} already`)
    const end = /^ {2}fields: \{\n(?:(?! {2}\},?$).*\n)*/m.exec(text)
    if (!end) throw new BadName(`${path}: no fields: { … } to add to`)
    const at = end.index + end[0].length
    const maker = camel(type)
    const added = `${text.slice(0, at)}    ${name}: ${maker}(label('${words(name)}', '${words(name)}')),\n${text.slice(at)}`
    const imported = new RegExp(`import \\{[^}]*\\b${maker}\\b[^}]*\\} from '@lianke/kernel'`).test(added)
    edit.write(
      path,
      imported
        ? added
        : added.replace(
            /import \{\s*([^}]*?),?\s*\} from '@lianke\/kernel'/,
            (_, names: string) => `import { ${names.replaceAll(/\s+/g, ' ')}, ${maker} } from '@lianke/kernel'`,
          ),
    )
  },
}
const command: Kind = {
  use: 'command <module> <noun>.<verb>',
  make(edit, [first, given]) {
    const room = roomOf(edit, first)
    const name = checked(given, 'command')
    const [noun, verb] = name.split('.').map(snake)
    if (!noun || !verb) throw new BadName('a command is named noun.verb')
    const handle = edit.has(`modules/${room}/objects/${kebab(noun)}.object.ts`) ? camel(noun) : null
    const object = handle ?? `'${room}.${noun}'`
    const imported = handle ? `import { ${handle} } from '../objects/${kebab(noun)}.object.ts'\n` : ''
    const named = handle ? `${handle}.name` : object
    inWork(edit, room, {
      list: 'commands',
      file: `commands/${kebab(name)}.command.ts`,
      symbol: camel(name),
      text: `import { defineCommand, label, longText } from '@lianke/kernel'\n${imported}\n/** What it does for whom, in one sentence. */\nexport const ${camel(name)} = defineCommand({\n  name: '${noun}.${verb}',\n  label: label('${words(verb)}', '${words(verb)}'),\n  may: { object: ${object}, action: 'update' },\n  on: ${object},\n  place: ['record', 'selection'],\n  fields: { remark: longText(label('备注', 'Remark'), { max: 2000 }) },\n  done: { words: label('已完成 {n} 条', 'Done for {n}') },\n  run: async (work, input) => {\n    const record = await work.records.get(${object}, input.id, { forUpdate: true })\n    await work.emit({ name: '${noun}.${verb}', subject: { object: ${named}, id: record.id }, person: null, payload: {} })\n    return { id: record.id }\n  },\n})`,
    })
  },
}
const step: Kind = {
  use: 'step <module> <name>',
  make(edit, [first, given]) {
    const room = roomOf(edit, first)
    const name = checked(given, 'step')
    inWork(edit, room, {
      list: 'steps',
      file: `steps/${kebab(name)}.step.ts`,
      symbol: `${camel(name)}Step`,
      text: `import { defineActStep, label } from '@lianke/kernel'\n\n/** What it does to everyone who comes by, in one sentence. */\nexport const ${camel(name)}Step = defineActStep({\n  name: '${snake(name)}',\n  label: label('${words(name)}', '${words(name)}'),\n  group: 'record',\n  fields: {},\n  act: async (_work, _config, _persons) => [],\n})`,
    })
  },
}
const job: Kind = {
  use: 'job <module> <name>',
  make(edit, [first, given]) {
    const room = roomOf(edit, first)
    const name = checked(given, 'job')
    inWork(edit, room, {
      list: 'jobs',
      file: `jobs/${kebab(name)}.job.ts`,
      symbol: camel(name),
      text: `import { defineJob } from '@lianke/kernel'\n\n/** What it does every night, in one sentence. */\nexport const ${camel(name)} = defineJob({\n  name: '${room}.${snake(name)}',\n  cron: '10 3 * * *',\n  timeoutMs: 600_000,\n  run: async (job) => {\n    await job.progress(0, null)\n  },\n})`,
    })
  },
}
const reaction: Kind = {
  use: 'reaction <module> <fact>',
  make(edit, [first, given]) {
    const room = roomOf(edit, first)
    const fact = checked(given, 'fact')
    inWork(edit, room, {
      list: 'reactions',
      file: `reactions/on-${kebab(fact)}.reaction.ts`,
      symbol: camel(`on-${kebab(fact)}`),
      text: `import { defineReaction } from '@lianke/kernel'\n\n/** What follows, in one sentence. */\nexport const ${camel(`on-${kebab(fact)}`)} = defineReaction({\n  name: '${room}.on_${snake(kebab(fact))}',\n  on: ['${fact}'],\n  once: (fact) => fact.id,\n  run: async (_work, _fact) => undefined,\n})`,
    })
  },
}
const page: Kind = {
  use: 'page <module> <name>',
  make(edit, [first, given]) {
    const room = roomOf(edit, first)
    const name = checked(given, 'page')
    const title = words(name)
    const component = camel(`-${name}`)
    edit.create(
      `modules/${room}/screens/${kebab(name)}.page.tsx`,
      `import { Empty, Page, useText } from '@lianke/ui'\n\n/** What a person does here, in one sentence. */\nconst ${component}Page = () => {\n  const say = useText()\n  return <Page title={say({ zh: '${title}', en: '${title}' })}><Empty icon="sun" title={say({ zh: '这里还没有内容', en: 'Nothing here yet' })} /></Page>\n}\nexport default ${component}Page`,
    )
    const entry = `definePage({ name: '${room}.${snake(name)}', label: label('${title}', '${title}'), area: 'customer', path: '/${room}/${kebab(name)}', load: () => import('./${kebab(name)}.page.tsx') })`
    const index = screensOf(edit, room)
    edit.needKernel(index, 'definePage', 'label')
    edit.addToArray(index, 'pages', entry)
  },
}
const channel: Kind = {
  use: 'channel <vendor>',
  make(edit, [given]) {
    const name = snake(checked(given, 'channel'))
    const folder = `channels/${name}`
    if (!edit.has(`${folder}/package.json`))
      edit.create(
        `${folder}/package.json`,
        `{ "name": "@lianke/channel-${name}", "version": "0.1.0", "private": true, "type": "module", "exports": { ".": "./index.ts" } }`,
      )
    edit.create(
      `${folder}/${name}.channel.ts`,
      `import { defineChannel, label } from '@lianke/kernel'\n\n/** What this vendor carries, in one sentence. */\nexport const ${camel(name)} = defineChannel({\n  name: '${name}',\n  label: label('${words(name)}', '${words(name)}'),\n  actions: [],\n  translate: async (_host, envelope) => [{ name: '${name}.received', occurred_at: envelope.received_at, identifiers: [], payload: envelope.body }],\n})`,
    )
    edit.create(
      `${folder}/events/${name}.events.ts`,
      `import { defineEvent, label } from '@lianke/kernel'\n\n/** What this vendor tells; nobody else may. */\nexport const ${camel(name)}Events = [\n  defineEvent({\n    name: '${name}.received',\n    label: label('${words(name)}', '${words(name)}'),\n    from: ['channel:${name}'],\n    fields: {},\n  }),\n]`,
    )
    edit.create(
      `${folder}/index.ts`,
      `import { defineModule, label } from '@lianke/kernel'\nimport { ${camel(name)}Events } from './events/${name}.events.ts'\nimport { ${camel(name)} } from './${name}.channel.ts'\n\nexport { ${camel(name)} } from './${name}.channel.ts'\n\n/** What is in this module, for the model. */\nexport const ${camel(name)}ChannelModule = defineModule({\n  name: '${name}',\n  label: label('${words(name)}', '${words(name)}'),\n  events: ${camel(name)}Events,\n  channels: [${camel(name)}],\n})`,
    )
    edit.addImport('apps/channels.ts', `import { ${camel(name)}ChannelModule } from '@lianke/channel-${name}'`)
    edit.addToArray('apps/channels.ts', 'channels', `${camel(name)}ChannelModule`)
  },
}

/** Where a module of either layer names what is in it. */
const homeOf = (edit: Edit, name: string | undefined): { room: string; folder: string; file: string } => {
  const room = checked(name, 'room')
  const home = [
    { room, folder: `modules/${room}`, file: 'module.ts' },
    { room, folder: `channels/${room}`, file: 'index.ts' },
  ].find(({ folder, file }) => edit.has(`${folder}/${file}`))
  if (!home) throw new BadName(`there is no room or channel ${room}: make it with \`npm run new module ${room}\``)
  return home
}
const route: Kind = {
  use: 'route <module or channel> <name>',
  make(edit, [first, given]) {
    const { room, folder, file } = homeOf(edit, first)
    const name = checked(given, 'route')
    const symbol = camel(kebab(name))
    const path = `/api/v1/${room}/${kebab(name)}`
    edit.create(
      `${folder}/routes/${kebab(name)}.route.ts`,
      `import { defineRoute, label } from '@lianke/kernel'\nimport { z } from 'zod'\n\n/** What it answers to whom, in one sentence. */\nexport const ${symbol} = defineRoute({\n  name: '${room}.${snake(kebab(name))}',\n  label: label('${words(name)}', '${words(name)}'),\n  method: 'GET',\n  path: '${path}',\n  may: 'principal',\n  query: z.strictObject({ of: z.string().max(60).optional() }),\n  answer: z.object({ of: z.string().nullable(), at: z.string() }),\n  run: async ({ query, reading }) => {\n    const work = await reading()\n    return { of: query.of ?? null, at: work.now }\n  },\n})`,
    )
    edit.addImport(`${folder}/${file}`, `import { ${symbol} } from './routes/${kebab(name)}.route.ts'`)
    edit.addToList(`${folder}/${file}`, 'routes', symbol)
    edit.create(
      `${folder}/spec/${kebab(name)}-route.spec.ts`,
      `import { type HttpTenant, httpTenant } from '@lianke/platform/testing'\nimport { afterAll, beforeAll, describe, expect, it } from 'vitest'\nimport { definitions } from '../../../apps/definitions.ts'\n\nlet server: HttpTenant\nbeforeAll(async () => {\n  server = await httpTenant(definitions)\n})\nafterAll(() => server?.close())\n\ndescribe('${path}', () => {\n  it('answers whoever is signed in, and nobody else', async () => {\n    const person = await server.person({ objects: {}, rights: [] })\n    const answer = await person.send({ url: '${path}?of=x' })\n    expect([answer.statusCode, answer.json()]).toEqual([200, { of: 'x', at: expect.any(String) }])\n    expect((await server.app.inject('${path}')).json()).toMatchObject({ status: 401 })\n    expect((await person.send({ url: '${path}?nothing=1' })).json()).toMatchObject({ status: 400 })\n  })\n})`,
    )
  },
}

/** What `npm run new` can make. */
export const kinds: Readonly<Record<string, Kind>> = {
  module,
  object,
  field,
  'field-type': fieldType,
  command,
  step,
  job,
  reaction,
  condition,
  notice,
  chart,
  page,
  panel,
  channel,
  route,
}
