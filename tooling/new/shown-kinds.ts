import type { Edit } from './edit.ts'
import { inWork, type Kind, roomOf, screensOf } from './in-room.ts'
import { BadName, camel, checked, kebab, snake, words } from './names.ts'

/** The object of a module that a figure counts, a condition is about or a panel stands on: named, else the first one that there is. */
const objectOf = (edit: Edit, room: string, noun: string): { readonly symbol: string; readonly file: string } => {
  const file = `objects/${kebab(noun)}.object.ts`
  if (!edit.has(`modules/${room}/${file}`))
    throw new BadName(`${room} has no object ${noun}: make it with \`npm run new object ${room} ${noun}\``)
  return { symbol: camel(snake(noun)), file }
}

export const notice: Kind = {
  use: 'notice <module> <name> <fact>',
  make(edit, [first, given, said]) {
    const room = roomOf(edit, first)
    const name = checked(given, 'notice')
    const fact = checked(said, 'fact')
    const symbol = `${camel(kebab(name))}Notice`
    inWork(edit, room, {
      list: 'notices',
      file: `notices/${kebab(name)}.notice.ts`,
      symbol,
      text: `import { defineNotice, label, textIn } from '@lianke/kernel'\n\n/** Whom it tells of what, in one sentence. */\nexport const ${symbol} = defineNotice({\n  name: '${room}.${snake(kebab(name))}',\n  label: label('${words(name)}', '${words(name)}'),\n  kind: 'info',\n  on: ['${fact}'],\n  concerns: ({ payload, object, record }) => ({\n    staff: textIn(payload.staff) ?? '',\n    about: object && record ? { object, id: record } : null,\n  }),\n  title: label('${words(name)}：{title}', '${words(name)}: {title}'),\n})`,
    })
    edit.create(
      `modules/${room}/spec/${kebab(name)}.notice.spec.ts`,
      `import type { Fact } from '@lianke/kernel'\nimport { expect, it } from 'vitest'\nimport { ${symbol} } from '../notices/${kebab(name)}.notice.ts'\n\nconst fact = { name: '${fact}', object: '${room}.thing', record: 'r1', payload: { staff: 's1' } } satisfies Partial<Fact>\n\nit('tells whom the fact names of the record it is about', () => {\n  const told: Fact = { id: 'f1', seq: '1', person: null, before: null, after: null, actor_kind: 'system', actor: 'x', source: 'house', cause: null, hops: 0, occurred_at: '', recorded_at: '', ...fact }\n  expect(${symbol}.concerns(told)).toEqual({ staff: 's1', about: { object: '${room}.thing', id: 'r1' } })\n})`,
    )
  },
}

export const chart: Kind = {
  use: 'chart <module> <noun> <name>',
  make(edit, [first, noun, given]) {
    const room = roomOf(edit, first)
    const name = checked(given, 'chart')
    const object = objectOf(edit, room, checked(noun, 'noun'))
    const symbol = `${camel(kebab(name))}Chart`
    const full = `${room}.${snake(kebab(name))}`
    inWork(edit, room, {
      list: 'charts',
      file: `charts/${kebab(name)}.chart.ts`,
      symbol,
      text: `import { defineChart, label } from '@lianke/kernel'\nimport { ${object.symbol} } from '../${object.file}'\n\n/** What it counts, in one sentence. */\nexport const ${symbol} = defineChart({\n  name: '${full}',\n  label: label('${words(name)}', '${words(name)}'),\n  on: ${object.symbol},\n  moment: 'created_at',\n  places: ['home'],\n})`,
    })
    edit.create(
      `modules/${room}/spec/${kebab(name)}.chart.spec.ts`,
      `import { expect, it } from 'vitest'\nimport { ${symbol} } from '../charts/${kebab(name)}.chart.ts'\nimport { ${object.symbol} } from '../${object.file}'\n\nit('counts the records of its object by a moment, at home', () => {\n  expect(${symbol}).toMatchObject({ name: '${full}', on: ${object.symbol}.name, moment: 'created_at', places: ['home'] })\n})`,
    )
  },
}

export const condition: Kind = {
  use: 'condition <module> <noun> <name>',
  make(edit, [first, noun, given]) {
    const room = roomOf(edit, first)
    const name = checked(given, 'condition')
    const object = objectOf(edit, room, checked(noun, 'noun'))
    const symbol = `${camel(kebab(name))}Condition`
    const full = `${room}.${snake(kebab(name))}`
    inWork(edit, room, {
      list: 'conditions',
      file: `conditions/${kebab(name)}.condition.ts`,
      symbol,
      text: `import { defineCondition, label } from '@lianke/kernel'\nimport { ${object.symbol} } from '../${object.file}'\n\n/** Whom it finds, in one sentence. */\nexport const ${symbol} = defineCondition({\n  name: '${full}',\n  label: label('${words(name)}', '${words(name)}'),\n  on: ${object.symbol},\n  filter: { field: 'created_at', op: 'within', value: { last: 7, unit: 'day' } },\n})`,
    })
    edit.create(
      `modules/${room}/spec/${kebab(name)}.condition.spec.ts`,
      `import { type TestTenant, testTenant } from '@lianke/platform/testing'\nimport { afterAll, beforeAll, expect, it } from 'vitest'\nimport { definitions } from '../../../apps/definitions.ts'\nimport { ${symbol} } from '../conditions/${kebab(name)}.condition.ts'\nimport { ${object.symbol} } from '../${object.file}'\n\nlet made: TestTenant\nbeforeAll(async () => {\n  made = await testTenant({ modules: definitions })\n})\nafterAll(() => made?.close())\n\nit('is offered on its object, in both languages', async () => {\n  const { conditions } = await made.platform.model(made.id)\n  expect(conditions.get('${full}')).toMatchObject({ on: ${object.symbol}.name, label: { zh: '${words(name)}', en: '${words(name)}' } })\n})\n\nit('can be asked of its records, and finds none where there are none', async () => {\n  const { data } = await made.platform.room(made.id, { kind: 'system', id: 'spec' }, (room) =>\n    room.records.list(${object.symbol}, { filter: ${symbol}.filter, fields: ['id'] }),\n  )\n  expect(data).toEqual([])\n})`,
    )
  },
}

export const panel: Kind = {
  use: 'panel <module> <noun> <name>',
  make(edit, [first, noun, given]) {
    const room = roomOf(edit, first)
    const name = checked(given, 'panel')
    const object = objectOf(edit, room, checked(noun, 'noun'))
    const component = camel(`-${kebab(name)}`)
    const title = words(name)
    edit.create(
      `modules/${room}/screens/${kebab(name)}.panel.tsx`,
      `import { label } from '@lianke/kernel'\nimport { useRecord, useText } from '@lianke/ui'\n\n/** What somebody sees of a record here, in one sentence. */\nconst ${component} = ({ object, id }: { readonly object: string; readonly id: string }) => {\n  const text = useText()\n  const { data } = useRecord(object, id)\n  return data ? <h3 className="lk-side-title">{text(label('${title}', '${title}'))}</h3> : null\n}\nexport default ${component}`,
    )
    const full = `${room}.${snake(kebab(name))}`
    const entry = `definePanel({ name: '${full}', label: label('${title}', '${title}'), on: \`\${${object.symbol}.name}:side\`, load: () => import('./${kebab(name)}.panel.tsx') })`
    const imported = `import { ${object.symbol} } from '../${object.file}'`
    const index = screensOf(edit, room)
    if (!edit.read(index).includes(imported)) edit.addImport(index, imported)
    edit.needKernel(index, 'definePanel', 'label')
    edit.addToArray(index, 'panels', entry)
    edit.create(
      `modules/${room}/spec/${kebab(name)}.panel.spec.ts`,
      `import { expect, it } from 'vitest'\nimport { ${object.symbol} } from '../${object.file}'\nimport { panels } from '../screens/index.ts'\n\nit('stands at the side of its object’s records', () => {\n  expect(panels.find(({ name }) => name === '${full}')?.on).toBe(\`\${${object.symbol}.name}:side\`)\n})`,
    )
  },
}
