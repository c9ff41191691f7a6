import { refuse, surely } from '@lianke/kernel'
import { z } from 'zod'
import type { Http } from '../http/host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { proofFilePattern, proofFiles } from './proof-files.setting.ts'

const keptMs = 10_000
const asked = z.object({ name: z.string().max(110) })

/** `GET /WW_verify_….txt`: whichever company of this installation keeps a file of that name. Asked of the companies at most every ten seconds. */
export const addProofFileRoutes = ({ app, platform }: Http): void => {
  let kept: { readonly files: ReadonlyMap<string, string>; readonly until: number } | null = null
  const files = async (): Promise<ReadonlyMap<string, string>> => {
    if (kept && kept.until > Date.now()) return kept.files
    const tenants = await platform.tenants()
    const lines = await Promise.all(
      // One that is being made or removed keeps no file, and stands in nobody's way.
      tenants.map((tenant) => platform.settings.get<readonly string[]>(tenant, proofFiles.name).catch(() => [])),
    )
    const found = lines.flat().map((line): [string, string] => {
      const [, name, text] = surely(proofFilePattern.exec(line), 'the setting holds such lines only')
      return [surely(name, 'a file has a name'), surely(text, 'and a text')]
    })
    kept = { files: new Map(found), until: Date.now() + keptMs }
    return kept.files
  }
  app.get('/:name(^[A-Za-z0-9]+_verify_[\\w-]+\\.txt$)', { config: { open: true } }, async (request, reply) => {
    const { name } = parseInput(asked, request.params)
    const text = (await files()).get(name) ?? refuse('route.unknown', { status: 404 })
    return reply.type('text/plain').send(text)
  })
}
