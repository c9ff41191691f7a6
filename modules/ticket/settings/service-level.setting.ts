import { defineSetting, label } from '@lianke/kernel'
import { z } from 'zod'

const minutes = z.strictObject({ respond: z.number().int().min(1).max(525_600), resolve: z.number().int().min(1).max(525_600) })

/** Minutes to answer and to solve, by priority. */
export const serviceLevel = defineSetting({
  name: 'ticket.service_level',
  label: label('工单时效（分钟）', 'Service level (minutes)'),
  help: label('按优先级：多久响应、多久解决', 'By priority: time to respond and to resolve'),
  section: label('服务', 'Service'),
  schema: z.strictObject({ low: minutes, normal: minutes, high: minutes, urgent: minutes }),
  default: {
    low: { respond: 480, resolve: 4320 },
    normal: { respond: 240, resolve: 1440 },
    high: { respond: 60, resolve: 480 },
    urgent: { respond: 15, resolve: 120 },
  },
})
