import { account, person } from '@lianke/customer/contract'
import { opportunity } from '@lianke/sales/contract'
import {
  address,
  datetime,
  defineObject,
  geo,
  image,
  integer,
  label,
  longText,
  option,
  reference,
  select,
  type Standing,
  text,
} from '@lianke/kernel'
import { fenceUsual, presenceOf } from '../rules/presence.rule.ts'

const there = {
  name: 'place',
  message: label('签到要有位置', 'A check-in has a position'),
  holds: ({ row }: Standing) => row.check_in_at_place !== null,
} as const
const inside = {
  name: 'fence',
  message: label('签到位置超出签到范围', 'The check-in lies outside the fence'),
  holds: ({ row }: Standing) => row.distance_m === null || Number(row.distance_m) <= Number(row.fence_m ?? fenceUsual),
} as const
const summed = {
  name: 'summary',
  message: label('请写下拜访总结', 'Sum up the visit'),
  field: 'summary',
  holds: ({ row }: Standing) => row.summary !== null,
} as const

/** A call in person: planned, checked in on the spot, summed up. */
export const visit = defineObject({
  name: 'fieldwork.visit',
  label: label('外勤拜访', 'Visit'),
  plural: label('外勤拜访', 'Visits'),
  icon: 'map-pin',
  title: 'subject',
  fields: {
    subject: text(label('主题', 'Subject'), { required: true, max: 200, search: 'name', inList: true }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'cascade' }),
    account: reference(label('企业', 'Account'), account, { inList: true, onDelete: 'cascade' }),
    opportunity: reference(label('商机', 'Opportunity'), opportunity, { onDelete: 'clear' }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'planned',
      indexed: true,
      inList: true,
      options: [
        option('planned', '计划中', 'Planned', 'blue'),
        option('checked_in', '已签到', 'Checked in', 'gold'),
        option('completed', '已完成', 'Completed', 'green'),
        option('cancelled', '已取消', 'Cancelled', 'grey'),
      ],
    }),
    planned_at: datetime(label('计划时间', 'Planned at'), { required: true, indexed: true, inList: true }),
    place: address(label('地址', 'Address')),
    target: geo(label('目标位置', 'Target position')),
    fence_m: integer(label('签到范围（米）', 'Fence (m)'), { min: 10, max: 100_000, default: fenceUsual }),
    checked_in_at: datetime(label('签到时间', 'Checked in at'), { inList: true }),
    check_in_at_place: geo(label('签到位置', 'Check-in position')),
    distance_m: integer(label('签到距离（米）', 'Distance (m)'), { min: 0, max: 50_000_000 }),
    checked_out_at: datetime(label('签退时间', 'Checked out at')),
    photos: image(label('照片', 'Photos'), { maxFiles: 9 }),
    summary: longText(label('总结', 'Summary'), { max: 10_000 }),
  },
  access: { inherit: 'person' },
  person: 'person',
  board: 'status',
  calendar: { start: 'planned_at' },
  derive: { fields: ['checked_in_at', 'checked_out_at', 'distance_m'], compute: presenceOf },
  written: {
    status: 'commands',
    checked_in_at: 'commands',
    check_in_at_place: 'commands',
    distance_m: 'commands',
    checked_out_at: 'commands',
  },
  states: {
    field: 'status',
    initial: ['planned'],
    by: { planned: 'visit.plan_again', checked_in: 'visit.check_in', completed: 'visit.complete', cancelled: 'visit.cancel' },
    moves: { planned: ['checked_in', 'cancelled'], checked_in: ['completed'], completed: [], cancelled: ['planned'] },
    guards: { checked_in: [there, inside], completed: [there, inside, summed] },
  },
  indexes: [['owner', '-planned_at']],
  sort: '-planned_at',
})
