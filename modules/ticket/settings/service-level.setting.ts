import { defineSetting, label } from '@lianke/kernel'
import { z } from 'zod'

const minutes = z.number().int().min(1).max(525_600)
const target = z.strictObject({ respond: minutes, resolve: minutes, always: z.boolean().optional() })

/** Minutes of working time to answer and to solve, by priority. */
export const serviceLevel = defineSetting({
  name: 'ticket.service_level',
  label: label('工单时效（工作分钟）', 'Service level (working minutes)'),
  help: label(
    '按优先级：多久答复客户、多久解决。按处理人所在部门的工作日历计时（没有就按公司的），等待客户时暂停；勾选「全天」则不分班次、节假日',
    'By priority: time to answer the customer and to solve. Counted by the calendar of the assignee’s department, else the company’s, standing while the customer is waited for; “day and night” counts every hour',
  ),
  section: label('服务', 'Service'),
  schema: z.strictObject({ low: target, normal: target, high: target, urgent: target }),
  default: {
    low: { respond: 480, resolve: 2400, always: false },
    normal: { respond: 240, resolve: 960, always: false },
    high: { respond: 60, resolve: 480, always: false },
    urgent: { respond: 15, resolve: 120, always: false },
  },
})
