import { defineNotice, label, textIn } from '@lianke/kernel'

/** Somebody was let into the team of a record. */
export const teamNotice = defineNotice({
  name: 'record.team_added',
  label: label('加入团队', 'Added to a team'),
  kind: 'customer',
  on: ['record.team_added'],
  concerns: ({ payload, object, record }) =>
    payload.kind === 'user'
      ? { staff: textIn(payload.principal) ?? '', about: object && record ? { object, id: record } : null }
      : null,
  title: label('你被加进团队：{title}', 'You were added to the team: {title}'),
  message: true,
})
