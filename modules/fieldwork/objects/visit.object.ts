import {
  address, datetime, defineObject, geo, image, integer, label, longText, option, reference, select, text,
} from '@lianke/kernel'

/** A call in person: planned, checked in on the spot, summed up. */
export const visit = defineObject({
  name: 'fieldwork.visit',
  label: label('外勤拜访', 'Visit'),
  plural: label('外勤拜访', 'Visits'),
  icon: 'map-pin',
  title: 'subject',
  fields: {
    subject: text(label('主题', 'Subject'), { required: true, max: 200, search: 'name', inList: true }),
    person: reference(label('客户', 'Person'), 'customer.person', { inList: true, onDelete: 'cascade' }),
    account: reference(label('企业', 'Account'), 'customer.account', { inList: true, onDelete: 'cascade' }),
    opportunity: reference(label('商机', 'Opportunity'), 'sales.opportunity', { onDelete: 'clear' }),
    status: select(label('状态', 'Status'), {
      required: true, default: 'planned', indexed: true, inList: true,
      options: [
        option('planned', '计划中', 'Planned', 'blue'), option('checked_in', '已签到', 'Checked in', 'gold'),
        option('completed', '已完成', 'Completed', 'green'), option('cancelled', '已取消', 'Cancelled', 'grey'),
      ],
    }),
    planned_at: datetime(label('计划时间', 'Planned at'), { required: true, indexed: true, inList: true }),
    place: address(label('地址', 'Address')),
    target: geo(label('目标位置', 'Target position')),
    fence_m: integer(label('签到范围（米）', 'Fence (m)'), { min: 10, max: 100_000, default: 500 }),
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
  states: {
    field: 'status',
    moves: { planned: ['checked_in', 'cancelled'], checked_in: ['completed'], completed: [], cancelled: ['planned'] },
  },
  indexes: [['owner', '-planned_at']],
  sort: '-planned_at',
})
