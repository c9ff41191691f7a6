import { label } from '@lianke/kernel'
import { z } from 'zod'
import { type McpDoor, pathOf } from './door.ts'
import type { openProposal, Proposed } from './proposal.ts'
import { type Tool, tool } from './tool.ts'

/** Closes a proposed write into a word, and opens it again. */
interface Proposals {
  readonly door: McpDoor
  seal(proposed: Proposed): string
  open(word: string): ReturnType<typeof openProposal>
}
const object = z.string().max(120).describe('Name of an object, like customer.person')
const values = z.record(z.string(), z.unknown()).describe('Values by field, as describe_object names them')
const nothingYet =
  'Nothing is written yet: it answers what would happen and a `proposal`. Show that to the user, and only when they agree hand the proposal to `confirm`.'

/** What an assistant may write: first as a proposal, which is tried and taken back; then, confirmed, once. */
export const writingTools = ({ door, seal, open }: Proposals): readonly Tool[] => {
  const propose = async (proposed: Proposed) => {
    const would = await door.ask(proposed.method, proposed.path, {
      query: { dry_run: 'true' },
      ...(proposed.body === undefined ? {} : { body: proposed.body }),
    })
    return { would, proposal: seal(proposed), next: 'Ask the user, then call confirm with this proposal.' }
  }
  return [
    tool({
      name: 'propose_create',
      title: label('拟新建记录', 'Propose a new record'),
      description: `A new record. ${nothingYet}`,
      input: { object, values },
      run: ({ object: name, values: body }) => propose({ method: 'POST', path: pathOf(name), body }),
    }),
    tool({
      name: 'propose_update',
      title: label('拟修改记录', 'Propose a change'),
      description: `Changes fields of a record. Give the version you have read. ${nothingYet}`,
      input: { object, id: z.uuid(), values, version: z.number().int().optional() },
      run: ({ object: name, id, values: changed, version }) =>
        propose({
          method: 'PATCH',
          path: `${pathOf(name)}/${id}`,
          body: version === undefined ? changed : { ...changed, version },
        }),
    }),
    tool({
      name: 'propose_delete',
      title: label('拟删除记录', 'Propose to delete a record'),
      description: `Deletes a record; it can be restored. ${nothingYet}`,
      input: { object, id: z.uuid() },
      run: ({ object: name, id }) => propose({ method: 'DELETE', path: `${pathOf(name)}/${id}` }),
    }),
    tool({
      name: 'propose_command',
      title: label('拟执行操作', 'Propose an act'),
      description: `An act of the business (convert a lead, win a deal, write a follow-up …) by its name and input, as describe_object and list_objects tell them. An act on a record takes its id in \`input.id\`. ${nothingYet}`,
      input: { command: z.string().max(120), input: z.record(z.string(), z.unknown()).default({}) },
      run: ({ command, input }) => propose({ method: 'POST', path: `/commands/${encodeURIComponent(command)}`, body: input }),
    }),
    tool({
      name: 'confirm',
      title: label('确认执行', 'Confirm'),
      description:
        'Does what a proposal said, once, however often it is called. Only after the user has agreed. A proposal is good for 15 minutes.',
      input: { proposal: z.string().max(400_000) },
      writes: true,
      run: ({ proposal }) => {
        const { method, path, body, once } = open(proposal)
        return door.ask(method, path, { once, ...(body === undefined ? {} : { body }) })
      },
    }),
  ]
}
