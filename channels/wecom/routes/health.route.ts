import { defineRoute } from '@lianke/kernel'
import { z } from 'zod'
import { corpNamed } from '../corp/corp-host.ts'
import { checkHealth } from '../health/health.ts'

const said = z.object({ zh: z.string(), en: z.string() })

/** What works and what is missing, for administrators. */
export const health = defineRoute({
  name: 'wecom.health',
  label: { zh: '企业微信体检', en: 'What works with WeCom and what is missing' },
  method: 'GET',
  path: '/api/v1/wecom/health',
  may: { right: 'platform.settings' },
  query: z.object({ corp: z.string().max(64).optional() }),
  answer: z.object({
    data: z.array(
      z.object({
        name: z.string(),
        label: said,
        status: z.enum(['ok', 'failed', 'unsure']),
        errcode: z.number().nullable(),
        hint: z.string(),
        missing: said.nullable(),
        stops: said,
        mend: said,
      }),
    ),
  }),
  run: async ({ host, query }) => ({ data: [...(await checkHealth(await corpNamed(host, query.corp)))] }),
})
