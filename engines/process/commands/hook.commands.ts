import { randomBytes } from 'node:crypto'
import { defineCommand, label, type ProcessDefinition } from '@lianke/kernel'
import { z } from 'zod'
import { writeHook } from '../statements/hook.statement.ts'

const secretBytes = 24

/** The address from which programs outside start it, with a new secret that is shown this once; the old one is void. */
export const hook = (kind: ProcessDefinition) =>
  defineCommand({
    name: `${kind.name}.hook`,
    label: label('生成外部触发地址', 'Make an address for programs outside'),
    may: { object: kind.object, action: 'update' },
    input: z.strictObject({ id: z.uuid() }),
    run: async (work, { id }) => {
      await work.records.get(kind.object, id, { fields: ['id'] })
      const secret = randomBytes(secretBytes).toString('base64url')
      await writeHook(work, id, secret)
      return { path: `/callbacks/process/${work.tenant}/${id}`, secret }
    },
  })
