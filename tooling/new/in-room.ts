import type { Edit } from './edit.ts'
import { BadName, camel, checked } from './names.ts'

export interface Kind {
  readonly use: string
  readonly make: (edit: Edit, names: readonly string[]) => void
  /** Tables follow from it: the snapshot of definitions is written anew. */
  readonly tables?: boolean
  /** The registries of field types follow from it. */
  readonly registries?: boolean
}

/** The module a thing is made in; refused where there is none. */
export const roomOf = (edit: Edit, name: string | undefined): string => {
  const room = checked(name, 'room')
  if (!edit.has(`modules/${room}/module.ts`))
    throw new BadName(`there is no room ${room}: make it with \`npm run new module ${room}\``)
  return room
}
/** A definition in a file of its own, named in its `module.ts`. */
export const inWork = (edit: Edit, room: string, shelf: { list: string; file: string; symbol: string; text: string }) => {
  edit.create(`modules/${room}/${shelf.file}`, shelf.text)
  edit.addImport(`modules/${room}/module.ts`, `import { ${shelf.symbol} } from './${shelf.file}'`)
  edit.addToList(`modules/${room}/module.ts`, shelf.list, shelf.symbol)
}
/** The list of a module's screens: made and composed with the first of them. */
export const screensOf = (edit: Edit, room: string): string => {
  const index = `modules/${room}/screens/index.ts`
  if (edit.has(index)) return index
  edit.create(
    index,
    `import { type PageDefinition, type PanelDefinition } from '@lianke/kernel'\n\n/** The pages of this module. */\nexport const pages: readonly PageDefinition[] = [\n]\nexport const panels: readonly PanelDefinition[] = [\n]`,
  )
  const composed = 'apps/admin/pages.ts'
  edit.addImport(composed, `import * as ${camel(room)} from '@lianke/${room}/screens'`)
  const listed = /(const rooms: readonly Screens\[\] = \[)([^\]]*)\]/
  edit.write(
    composed,
    edit
      .read(composed)
      .replace(listed, (_, begins: string, rooms: string) => `${begins}${rooms.trimEnd()}\n  ${camel(room)},\n]`),
  )
  return index
}
/** What other modules may name from now on. */
export const inContract = (edit: Edit, room: string, line: string) => {
  const path = `modules/${room}/contract.ts`
  edit.write(
    path,
    edit.has(path)
      ? `${edit
          .read(path)
          .replace(/\nexport \{\}\n?$/, '\n')
          .trimEnd()}\n${line}\n`
      : `${line}\n`,
  )
}
